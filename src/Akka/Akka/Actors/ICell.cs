namespace Akka.Actor;

/// <summary>The room an actor lives in: mailbox, children, watchers.</summary>
public interface ICell
{
    /// <summary>Gets the reference to the actor.</summary>
    IActorRef Self { get; }

    /// <summary>Gets the actor system.</summary>
    ActorSystem System { get; }

    /// <summary>Gets the recipe of the actor.</summary>
    Props Props { get; }

    /// <summary>Gets the number of waiting user messages. An estimate while others send.</summary>
    int NumberOfMessages { get; }

    /// <summary>Gets a value indicating whether user messages wait. An estimate while others send.</summary>
    bool HasMessages { get; }

    /// <summary>Gets a value indicating whether the actor has ended.</summary>
    bool IsTerminated { get; }
}
