using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Journal;

/// <summary>A journal in memory, for tests: it lives and dies with its plugin actor.</summary>
public class MemoryJournal : AsyncWriteJournal
{
    private readonly ConcurrentDictionary<string, Events> _actors = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        Task.FromResult(Of(persistenceId).Highest);

    /// <inheritdoc />
    public override Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback)
    {
        foreach (var persistent in Of(persistenceId).Read(fromSequenceNr, toSequenceNr, max))
            recoveryCallback(persistent);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        foreach (var write in messages)
            Of(write.PersistenceId).Add((IImmutableList<IPersistentRepresentation>)write.Payload, now);
        return Task.FromResult<IImmutableList<Exception>>(null!);
    }

    /// <inheritdoc />
    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr)
    {
        Of(persistenceId).DeleteTo(toSequenceNr);
        return Task.CompletedTask;
    }

    private Events Of(string persistenceId) => _actors.GetOrAdd(persistenceId, _ => new Events());

    /// <summary>The events of one actor, in order; deleted ones leave only their number.</summary>
    private sealed class Events
    {
        private readonly List<IPersistentRepresentation> _list = [];

        public long Highest { get; private set; }

        public void Add(IImmutableList<IPersistentRepresentation> events, long now)
        {
            lock (_list)
            {
                foreach (var e in events)
                {
                    var payload = e.Payload is Tagged tagged ? tagged.Payload : e.Payload;
                    _list.Add(new Persistent(
                        payload, e.SequenceNr, e.PersistenceId, e.Manifest, false, null, e.WriterGuid, e.Timestamp != 0 ? e.Timestamp : now));
                    Highest = Math.Max(Highest, e.SequenceNr);
                }
            }
        }

        public List<IPersistentRepresentation> Read(long from, long to, long max)
        {
            lock (_list)
                return [.. _list.Where(e => e.SequenceNr >= from && e.SequenceNr <= to).Take((int)Math.Min(max, int.MaxValue))];
        }

        public void DeleteTo(long to)
        {
            lock (_list)
                _ = _list.RemoveAll(e => e.SequenceNr <= to);
        }
    }
}
