namespace Akka.Actor;

/// <summary>
/// The handlers of one behaviour in their order. Few handlers are tried one after the other; from many,
/// those that can fit a message's type are picked once per type.
/// </summary>
internal sealed class HandlerTable
{
    private const int FewHandlers = 4;

    private readonly List<Handler> _handlers = [];
    private Handler[]? _frozen;
    private Dictionary<Type, Handler[]>? _byType;
    private Receive? _receive;

    /// <summary>Gets the table as a behaviour.</summary>
    public Receive AsReceive => _receive ??= Handle;

    public void Add(Handler handler)
    {
        if (_handlers is [.., { TakesEverything: true }])
            throw new InvalidOperationException("A handler that catches all messages has been added. No handler can be added after that.");
        _handlers.Add(handler);
        _frozen = null;
        _byType = null;
    }

    public bool Handle(object message)
    {
        var candidates = _frozen ??= [.. _handlers];
        if (candidates.Length > FewHandlers)
            candidates = CandidatesFor(message.GetType());
        foreach (var handler in candidates)
        {
            if (handler.TryHandle(message))
                return true;
        }

        return false;
    }

    private Handler[] CandidatesFor(Type type)
    {
        _byType ??= [];
        if (!_byType.TryGetValue(type, out var candidates))
            _byType[type] = candidates = [.. _handlers.Where(h => h.MessageType.IsAssignableFrom(type))];
        return candidates;
    }
}
