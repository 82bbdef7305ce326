namespace Akka.Actor;

/// <summary>A handle to an actor: what one may know of it from outside.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    /// <summary>Gets where the actor lives, with its incarnation's uid.</summary>
    ActorPath Path { get; }
}
