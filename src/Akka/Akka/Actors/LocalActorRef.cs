using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>A reference whose actor's cell is at hand.</summary>
public abstract class ActorRefWithCell : InternalActorRefBase
{
    /// <summary>Gets the cell.</summary>
    public abstract ICell Underlying { get; }

    /// <summary>Gets all children.</summary>
    public abstract IEnumerable<IActorRef> Children { get; }

    /// <summary>Finds a direct child.</summary>
    /// <param name="name">Its name, with or without "#uid".</param>
    /// <returns>The child or Nobody.</returns>
    public abstract IInternalActorRef GetSingleChild(string name);
}

/// <summary>A reference to an actor of this process.</summary>
public class LocalActorRef : ActorRefWithCell
{
    private readonly ActorPath _path;
    private readonly ActorCell _cell;
    private readonly IInternalActorRef _supervisor;

    internal LocalActorRef(
        ActorSystemImpl system,
        Props props,
        MessageDispatcher dispatcher,
        MailboxType mailboxType,
        IInternalActorRef supervisor,
        ActorPath path)
    {
        _path = path;
        _supervisor = supervisor;
#pragma warning disable CA2214 // Virtual on purpose: a router's reference makes a router's cell, and needs nothing of its own for it.
        _cell = NewCell(system, props, dispatcher, supervisor);
#pragma warning restore CA2214
        _cell.Init(mailboxType);
    }

    /// <summary>Gets the cell.</summary>
    public ActorCell Cell => _cell;

    /// <inheritdoc/>
    public override ICell Underlying => _cell;

    /// <inheritdoc/>
    public override ActorPath Path => _path;

    /// <inheritdoc/>
    public override IInternalActorRef Parent => _supervisor;

    /// <inheritdoc/>
    public override IActorRefProvider Provider => _cell.SystemImpl.Provider;

    /// <inheritdoc/>
    public override bool IsTerminated => _cell.IsTerminated;

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<IActorRef> Children => _cell.GetChildren();

    /// <inheritdoc/>
    public override IInternalActorRef GetSingleChild(string name) => _cell.GetSingleChild(name);

    /// <inheritdoc/>
    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef current = this;
        foreach (var element in name)
        {
            current = element switch
            {
                ".." => current.Parent,
                "" => current,
                _ => current is ActorRefWithCell parent ? parent.GetSingleChild(element) : Nobody.Instance,
            };
            if (current is Nobody)
                break;
        }

        return current;
    }

    /// <inheritdoc/>
    public override void Resume(Exception? causedByFailure = null) => _cell.SendSystemMessage(new Resume(causedByFailure));

    /// <inheritdoc/>
    public override void Start() => _cell.Start();

    /// <inheritdoc/>
    public override void Stop() => _cell.SendSystemMessage(new Terminate());

    /// <inheritdoc/>
    public override void Restart(Exception cause) => _cell.SendSystemMessage(new Recreate(cause));

    /// <inheritdoc/>
    public override void Suspend() => _cell.SendSystemMessage(new Suspend());

    /// <inheritdoc/>
    public override void SendSystemMessage(ISystemMessage message) => _cell.SendSystemMessage((SystemMessage)message);

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender) => _cell.SendMessage(sender, message);

    private protected virtual ActorCell NewCell(
        ActorSystemImpl system, Props props, MessageDispatcher dispatcher, IInternalActorRef supervisor) =>
        new(system, this, props, dispatcher, supervisor);
}
