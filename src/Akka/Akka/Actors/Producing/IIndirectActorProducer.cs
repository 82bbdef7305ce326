namespace Akka.Actor;

/// <summary>Makes instances of an actor; a container of services can stand behind it.</summary>
public interface IIndirectActorProducer
{
    /// <summary>Gets the type of what it makes; mailbox and stash are chosen by it.</summary>
    Type ActorType { get; }

    /// <summary>Makes an instance.</summary>
    /// <returns>The instance, a new one each time.</returns>
    ActorBase Produce();

    /// <summary>Takes an instance back that has ended.</summary>
    /// <param name="actor">The instance.</param>
    void Release(ActorBase actor);
}
