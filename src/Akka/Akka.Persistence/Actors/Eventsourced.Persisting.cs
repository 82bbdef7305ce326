using System.Collections.Immutable;

namespace Akka.Persistence;

/// <content>From an event to a write in the journal.</content>
public abstract partial class Eventsourced
{
    private readonly Queue<PendingInvocation> _invocations = new();

    // Written by the message being handled; moved to the next write when its handler has ended.
    private List<IPersistentEnvelope> _events = [];

    // Waits for the write before it: one write of an actor at a time, so that its events stay in order.
    private List<IPersistentEnvelope> _nextWrite = [];
    private int _stashingInvocations;
    private bool _writing;

    /// <summary>Stores an event, then calls the handler. Until then no other command is handled.</summary>
    /// <typeparam name="TEvent">Its type.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="handler">Changes the state; called with the command's sender.</param>
    /// <exception cref="InvalidOperationException">The actor is still recovering.</exception>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler)
    {
        ThrowIfRecovering();
        Add(@event, handler, isStashing: true);
    }

    /// <summary>Stores events, all or none, then calls the handler with each. Until then no other command is handled.</summary>
    /// <typeparam name="TEvent">Their type.</typeparam>
    /// <param name="events">In order; none does nothing.</param>
    /// <param name="handler">Changes the state.</param>
    /// <exception cref="InvalidOperationException">The actor is still recovering.</exception>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler)
    {
        ThrowIfRecovering();
        AddAll(events, handler, isStashing: true);
    }

    /// <summary>Stores an event, then calls the handler. Commands go on meanwhile; handlers run in the order of the calls.</summary>
    /// <typeparam name="TEvent">Its type.</typeparam>
    /// <param name="event">The event.</param>
    /// <param name="handler">Changes the state; called with the command's sender.</param>
    /// <exception cref="InvalidOperationException">The actor is still recovering.</exception>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent> handler)
    {
        ThrowIfRecovering();
        Add(@event, handler, isStashing: false);
    }

    /// <summary>Stores events, all or none, then calls the handler with each. Commands go on meanwhile.</summary>
    /// <typeparam name="TEvent">Their type.</typeparam>
    /// <param name="events">In order; none does nothing.</param>
    /// <param name="handler">Changes the state.</param>
    /// <exception cref="InvalidOperationException">The actor is still recovering.</exception>
    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler)
    {
        ThrowIfRecovering();
        AddAll(events, handler, isStashing: false);
    }

    /// <summary>Calls the handler behind all that was persisted before, without storing anything. Commands go on meanwhile.</summary>
    /// <typeparam name="TEvent">Its type.</typeparam>
    /// <param name="evt">What the handler gets.</param>
    /// <param name="handler">Called at once when nothing is pending.</param>
    /// <exception cref="InvalidOperationException">The actor is still recovering.</exception>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler) => Loop(evt, handler, isStashing: false);

    /// <summary>Calls the handler behind all that was persisted before, without storing anything. Until then no other command is handled.</summary>
    /// <typeparam name="TEvent">Its type.</typeparam>
    /// <param name="evt">What the handler gets.</param>
    /// <param name="handler">Called at once when nothing is pending.</param>
    /// <exception cref="InvalidOperationException">The actor is still recovering.</exception>
    public void Defer<TEvent>(TEvent evt, Action<TEvent> handler) => Loop(evt, handler, isStashing: true);

    private void Loop<TEvent>(TEvent evt, Action<TEvent> handler, bool isStashing)
    {
        ThrowIfRecovering();
        if (_invocations.Count == 0)
        {
            handler(evt);
            return;
        }
        Expect(PendingInvocation.Of(evt, handler, isStashing));
        _events.Add(new NonPersistentMessage(evt!, Sender));
    }

    private void Add<TEvent>(TEvent e, Action<TEvent> handler, bool isStashing)
    {
        ArgumentNullException.ThrowIfNull(e);
        Expect(PendingInvocation.Of(e, handler, isStashing));
        _events.Add(new AtomicWrite(Number(e)));
    }

    private void AddAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler, bool isStashing)
    {
        var write = ImmutableArray.CreateBuilder<IPersistentRepresentation>();
        foreach (var e in events)
        {
            ArgumentNullException.ThrowIfNull(e, nameof(events));
            Expect(PendingInvocation.Of(e, handler, isStashing));
            write.Add(Number(e));
        }
        if (write.Count > 0)
            _events.Add(new AtomicWrite(write.DrainToImmutable()));
    }

    private void Expect(in PendingInvocation invocation)
    {
        _invocations.Enqueue(invocation);
        if (invocation.IsStashing)
            _stashingInvocations++;
    }

    private Persistent Number(object e) =>
        new(e, ++_sequenceNr, PersistenceId, null, false, Sender, _writerGuid);

    private void Flush()
    {
        if (_events.Count > 0)
        {
            if (_nextWrite.Count == 0)
                (_nextWrite, _events) = (_events, _nextWrite);
            else
                _nextWrite.AddRange(_events);
            _events.Clear();
        }
        Write();
    }

    private void Write()
    {
        if (_writing || _nextWrite.Count == 0)
            return;
        Journal.Tell(new WriteMessages(_nextWrite, Self, _instanceId), Self);
        _nextWrite = [];
        _writing = true;
    }

    private void ThrowIfRecovering()
    {
        if (IsRecovering)
            throw new InvalidOperationException("Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later.");
    }
}
