namespace Akka.Actor;

/// <summary>An actor whose handlers are registered by message type, in the constructor and in Become. The first that fits wins.</summary>
public abstract partial class ReceiveActor : UntypedActor, Internal.IInitializableActor
{
    private readonly HandlerTable _initial = new();
    private HandlerTable? _building;

    /// <summary>Initializes a new instance of the <see cref="ReceiveActor"/> class, inside a cell only.</summary>
    protected ReceiveActor()
    {
        _building = _initial;
        Become(_initial.AsReceive);
    }

    void Internal.IInitializableActor.Init() => _building = null;

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message)
    {
        if (!_initial.Handle(message))
            Unhandled(message);
    }

    /// <summary>Replaces the behaviour by what <paramref name="configure"/> registers.</summary>
    /// <param name="configure">Calls Receive.</param>
    protected void Become(Action configure) => Become(Configure(configure).AsReceive);

    /// <summary>Puts what <paramref name="configure"/> registers on top of the behaviour.</summary>
    /// <param name="configure">Calls Receive.</param>
    protected void BecomeStacked(Action configure) => BecomeStacked(Configure(configure).AsReceive);

    private HandlerTable Configure(Action configure)
    {
        var outer = _building;
        var table = new HandlerTable();
        _building = table;
        try
        {
            configure();
        }
        finally
        {
            _building = outer;
        }

        return table;
    }

    private void Add(Handler handler)
    {
        if (_building is null)
            throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");
        _building.Add(handler);
    }
}
