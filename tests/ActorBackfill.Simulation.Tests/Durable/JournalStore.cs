using ActorBackfill.Domain.Checkpoints;
using Akka.Persistence;

namespace ActorBackfill.Simulation.Tests.Durable;

/// <summary>What is durable of the journal: events in order, no number twice. Also folds them, to compare with.</summary>
internal sealed class JournalStore
{
    private readonly List<IPersistentRepresentation> _events = [];
    private readonly List<long> _writes = [];

    public long Highest => _events.Count == 0 ? 0 : _events[^1].SequenceNr;

    public IReadOnlyList<IPersistentRepresentation> Events => _events;

    /// <summary>What a replay would give now.</summary>
    public CheckpointState State { get; private set; } = new();

    /// <summary>The number of the event with which the first run began, or null.</summary>
    public long? FirstRun => _events.Find(e => e.Payload is RunStarted)?.SequenceNr;

    /// <summary>The last event's number of each write: what a backup can end with.</summary>
    public IReadOnlyList<long> Writes => _writes;

    /// <summary>Why no replay gets to the end any more, or null.</summary>
    public string? Corruption { get; private set; }

    /// <summary>Stores events, all or none.</summary>
    /// <exception cref="InvalidOperationException">A number is taken, as the unique index of a database would say.</exception>
    public void Append(IReadOnlyList<IPersistentRepresentation> events)
    {
        if (events.Any(e => e.SequenceNr <= Highest))
        {
            throw new InvalidOperationException($"sequence number {events[0].SequenceNr} is taken");
        }

        _writes.Add(events[^1].SequenceNr);
        foreach (var e in events)
        {
            _events.Add(new Persistent(e.Payload, e.SequenceNr, e.PersistenceId, e.Manifest, false, null, e.WriterGuid, e.Timestamp));
            Fold((ICheckpointEvent)e.Payload);
        }
    }

    /// <summary>Puts the journal back to an earlier event, as restoring an old backup does.</summary>
    public void Restore(long highest)
    {
        _events.RemoveAll(e => e.SequenceNr > highest);
        _writes.RemoveAll(w => w > highest);
        State = new CheckpointState();
        _events.ForEach(e => Fold((ICheckpointEvent)e.Payload));
    }

    private void Fold(ICheckpointEvent e)
    {
        try
        {
            State.Apply(e);
        }
        catch (CorruptEventException corrupt)
        {
            Corruption ??= corrupt.Message;
        }
    }
}
