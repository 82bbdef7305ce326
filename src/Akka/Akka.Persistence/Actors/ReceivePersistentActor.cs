using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Persistence;

/// <summary>
/// A persistent actor whose handlers are registered by message type: commands in the constructor and in Become, events in the
/// constructor. The first that fits wins.
/// </summary>
public abstract partial class ReceivePersistentActor : UntypedPersistentActor, IInitializableActor
{
    private readonly HandlerTable _commands = new();
    private readonly HandlerTable _events = new();
    private HandlerTable? _commandsInProgress;
    private HandlerTable? _eventsInProgress;

    /// <summary>Opens both registers for the constructors of derived classes.</summary>
    protected ReceivePersistentActor()
    {
        _commandsInProgress = _commands;
        _eventsInProgress = _events;
    }

    void IInitializableActor.Init()
    {
        _commandsInProgress = null;
        _eventsInProgress = null;
    }

    /// <inheritdoc />
    protected sealed override void OnCommand(object message)
    {
        if (!_commands.Handle(message))
            Unhandled(message);
    }

    /// <inheritdoc />
    protected sealed override void OnRecover(object message)
    {
        if (!_events.Handle(message))
            Unhandled(message);
    }

    /// <summary>Replaces the behaviour for commands by what <paramref name="configure"/> registers.</summary>
    /// <param name="configure">Calls Command.</param>
    protected void Become(Action configure) => Become(Configure(configure).AsReceive);

    /// <summary>Puts what <paramref name="configure"/> registers on top of the behaviour for commands.</summary>
    /// <param name="configure">Calls Command.</param>
    protected void BecomeStacked(Action configure) => BecomeStacked(Configure(configure).AsReceive);

    private HandlerTable Configure(Action configure)
    {
        var outer = _commandsInProgress;
        var table = new HandlerTable();
        _commandsInProgress = table;
        try
        {
            configure();
        }
        finally
        {
            _commandsInProgress = outer;
        }
        return table;
    }

    private void AddCommand(Handler handler)
    {
        if (_commandsInProgress is null)
            throw new InvalidOperationException("You may only call Command-methods when constructing the actor and inside Become().");
        _commandsInProgress.Add(handler);
    }

    private void AddEvent(Handler handler)
    {
        if (_eventsInProgress is null)
            throw new InvalidOperationException("You may only call Recover-methods when constructing the actor.");
        _eventsInProgress.Add(handler);
    }
}
