using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>A reference to an actor that runs on the teller's thread and whose instance can be looked at.</summary>
/// <typeparam name="TActor">The actor's type.</typeparam>
public class TestActorRef<TActor> : InternalActorRefBase
    where TActor : ActorBase
{
    private readonly LocalActorRef _actor;

    internal TestActorRef(ActorSystem system, Props actorProps, IActorRef? supervisor, string? name)
    {
        var impl = (ActorSystemImpl)system;
        var parent = supervisor as LocalActorRef ?? impl.Provider.Guardian;
        var props = actorProps.Deploy.Dispatcher.Length == 0 ? actorProps.WithDispatcher(CallingThreadDispatcher.Id) : actorProps;
        _actor = (LocalActorRef)parent.Cell.ActorOf(props, name);
    }

    /// <summary>Gets the instance of the moment.</summary>
    public TActor UnderlyingActor => (TActor)_actor.Cell.Actor!;

    /// <summary>Gets the reference without the instance.</summary>
    public IActorRef Ref => _actor;

    /// <inheritdoc/>
    public override ActorPath Path => _actor.Path;

    /// <inheritdoc/>
    public override IInternalActorRef Parent => _actor.Parent;

    /// <inheritdoc/>
    public override IActorRefProvider Provider => _actor.Provider;

    /// <inheritdoc/>
    public override bool IsTerminated => _actor.IsTerminated;

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <summary>Has the actor handle a message now, past its mailbox; what it throws comes out here.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sent it; null for nobody.</param>
    public void Receive(object message, IActorRef? sender = null)
    {
        var outer = ActorCell.Current;
        var cell = _actor.Cell;
        ActorCell.Current = cell;
        cell.SetCurrent(message, sender);
        try
        {
            cell.ReceiveMessage(message);
        }
        finally
        {
            cell.SetCurrent(null, null);
            ActorCell.Current = outer;
        }
    }

    /// <inheritdoc/>
    public override IActorRef GetChild(IReadOnlyList<string> name) => _actor.GetChild(name);

    /// <inheritdoc/>
    public override void Resume(Exception? causedByFailure = null) => _actor.Resume(causedByFailure);

    /// <inheritdoc/>
    public override void Start() => _actor.Start();

    /// <inheritdoc/>
    public override void Stop() => _actor.Stop();

    /// <inheritdoc/>
    public override void Restart(Exception cause) => _actor.Restart(cause);

    /// <inheritdoc/>
    public override void Suspend() => _actor.Suspend();

    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message) => _actor.SendSystemMessage(message);

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender) => _actor.Tell(message, sender);
}
