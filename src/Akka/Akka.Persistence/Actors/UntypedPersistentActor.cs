using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor with one method for commands and one for events.</summary>
public abstract class UntypedPersistentActor : Eventsourced
{
    /// <summary>Gets the actor's context.</summary>
    protected static new IUntypedActorContext Context => (IUntypedActorContext)ActorBase.Context;

    /// <inheritdoc />
    protected override bool Receive(object message) => ReceiveCommand(message);

    /// <inheritdoc />
    protected override bool ReceiveCommand(object message)
    {
        OnCommand(message);
        return true;
    }

    /// <inheritdoc />
    protected override bool ReceiveRecover(object message)
    {
        OnRecover(message);
        return true;
    }

    /// <summary>Handles a command.</summary>
    /// <param name="message">The command.</param>
    protected abstract void OnCommand(object message);

    /// <summary>Handles an event, a snapshot or the end of the recovery.</summary>
    /// <param name="message">An event, <see cref="SnapshotOffer"/> or <see cref="RecoveryCompleted"/>.</param>
    protected abstract void OnRecover(object message);

    /// <summary>Replaces the behaviour for commands.</summary>
    /// <param name="receive">Handles a command.</param>
    protected void Become(UntypedReceive receive) => Context.Become(receive);

    /// <summary>Puts a behaviour for commands over the present one; UnbecomeStacked takes it off.</summary>
    /// <param name="receive">Handles a command.</param>
    protected void BecomeStacked(UntypedReceive receive) => Context.BecomeStacked(receive);
}
