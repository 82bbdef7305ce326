using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>Watches other actors end.</summary>
public interface ICanWatch
{
    /// <summary>Asks for a <see cref="Terminated"/> when an actor ends.</summary>
    /// <param name="subject">The actor.</param>
    /// <returns>The actor.</returns>
    IActorRef Watch(IActorRef subject);

    /// <summary>Asks for a message of one's own when an actor ends.</summary>
    /// <param name="subject">The actor.</param>
    /// <param name="message">The message.</param>
    /// <returns>The actor.</returns>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Takes a watch back, a notice that already waits in the mailbox included.</summary>
    /// <param name="subject">The actor.</param>
    /// <returns>The actor.</returns>
    IActorRef Unwatch(IActorRef subject);
}

/// <summary>What an actor can do with itself and its children while it handles a message.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>Gets the actor.</summary>
    IActorRef Self { get; }

    /// <summary>Gets the recipe it was made by.</summary>
    Props Props { get; }

    /// <summary>Gets who sent the current message; dead letters if nobody.</summary>
    IActorRef Sender { get; }

    /// <summary>Gets the actor system.</summary>
    ActorSystem System { get; }

    /// <summary>Gets the supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>Gets the dispatcher.</summary>
    MessageDispatcher Dispatcher { get; }

    /// <summary>Gets the time without messages after which <see cref="ReceiveTimeout"/> comes; null for never.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the behaviour.</summary>
    /// <param name="receive">The new one.</param>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    /// <param name="receive">The new one.</param>
    void BecomeStacked(Receive receive);

    /// <summary>Takes the top behaviour off.</summary>
    void UnbecomeStacked();

    /// <summary>Finds a child.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The child or Nobody.</returns>
    IActorRef Child(string name);

    /// <summary>All children, those that are ending included.</summary>
    /// <returns>The children.</returns>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Asks for a <see cref="ReceiveTimeout"/> when nothing comes in for a time, again and again.</summary>
    /// <param name="timeout">The time; null to stop asking.</param>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Ends this actor or a child after its current message.</summary>
    /// <param name="child">The one to end.</param>
    void Stop(IActorRef child);
}

/// <summary>The context of an <see cref="UntypedActor"/>.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Replaces the behaviour.</summary>
    /// <param name="receive">The new one.</param>
    void Become(UntypedReceive receive);

    /// <summary>Puts a behaviour on top of the current one.</summary>
    /// <param name="receive">The new one.</param>
    void BecomeStacked(UntypedReceive receive);
}
