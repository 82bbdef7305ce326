using Akka.Actor;

namespace Akka.Routing;

/// <summary>Someone a router sends to.</summary>
public class Routee
{
    /// <summary>Nobody: what is sent to it is dropped.</summary>
    public static readonly Routee NoRoutee = new();

    /// <summary>Sends.</summary>
    /// <param name="message">What.</param>
    /// <param name="sender">In whose name.</param>
    public virtual void Send(object message, IActorRef? sender) { }
}

/// <summary>An actor a router sends to.</summary>
/// <param name="actor">The actor.</param>
public sealed class ActorRefRoutee(IActorRef actor) : Routee, IEquatable<ActorRefRoutee>
{
    /// <summary>Gets the actor.</summary>
    public IActorRef Actor { get; } = actor;

    /// <inheritdoc/>
    public override void Send(object message, IActorRef? sender) => Actor.Tell(message, sender);

    /// <inheritdoc/>
    public bool Equals(ActorRefRoutee? other) => Actor.Equals(other?.Actor);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorRefRoutee);

    /// <inheritdoc/>
    public override int GetHashCode() => Actor.GetHashCode();
}
