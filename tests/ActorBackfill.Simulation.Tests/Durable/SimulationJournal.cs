using System.Collections.Immutable;
using ActorBackfill.Simulation.Tests.Kernel;
using ActorBackfill.Simulation.Tests.World;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace ActorBackfill.Simulation.Tests.Durable;

/// <summary>A journal plugin over the <see cref="JournalStore"/> of the simulated world; what it has confirmed is stored.</summary>
internal sealed class SimulationJournal : AsyncWriteJournal
{
    private static readonly IImmutableList<Exception> AllStored = null!;

    private readonly SimulatedProcess _process = (SimulatedProcess)Context.System.Settings.Setup.Get<SimulationSetup>().Value.Process;

    private SimulatedWorld World => _process.World;

    private Chance Chance => World.Faults.Chance;

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        if (World.Faults.JournalIsAway(_process.Time.Elapsed))
        {
            return Task.FromException<long>(new IOException("the journal is away"));
        }

        return World.Faults.Strikes(World.Faults.Rates.Journal / 4) ? new TaskCompletionSource<long>().Task : Task.FromResult(World.Journal.Highest);
    }

    public override Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        foreach (var e in World.Journal.Events.Where(e => e.SequenceNr >= fromSequenceNr && e.SequenceNr <= toSequenceNr))
        {
            if (World.Faults.Strikes(World.Faults.Rates.Journal / 100))
            {
                return Task.FromException(new IOException("the journal broke off"));
            }

            recoveryCallback(e);
        }

        return Task.CompletedTask;
    }

    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var writes = messages.ToList();
        if (World.Faults.JournalIsAway(_process.Time.Elapsed))
        {
            return Failed("is away");
        }

        if (World.Faults.Strikes(World.Faults.Rates.Journal))
        {
            return Fault(writes);
        }

        if (World.AcknowledgesBeforeJournal)
        {
            Later(() => StoreIfFree(writes));
            return Task.FromResult(AllStored);
        }

        if (Chance.Is(0.5))
        {
            Store(writes);
            return Task.FromResult(AllStored);
        }

        var stored = new TaskCompletionSource<IImmutableList<Exception>>();
        Later(() => Complete(stored, writes));
        return stored.Task;
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) =>
        Task.FromException(new NotSupportedException("events are never deleted"));

    private static Task<IImmutableList<Exception>> Failed(string how) =>
        Task.FromException<IImmutableList<Exception>>(new IOException($"the journal {how}"));

    private Task<IImmutableList<Exception>> Fault(List<AtomicWrite> writes)
    {
        switch (Chance.Next(5))
        {
            case 0:
                return Failed("failed");
            case 1:
                Store(writes);
                return Failed("failed after it had stored");
            case 2:
                return new TaskCompletionSource<IImmutableList<Exception>>().Task;
            case 3:
                // Whoever waited has long given up when it is stored after all.
                _process.Time.After(TimeSpan.FromSeconds(Chance.Between(1, 20)), () => StoreIfFree(writes));
                return new TaskCompletionSource<IImmutableList<Exception>>().Task;
            default:
                return Task.FromResult<IImmutableList<Exception>>(Reject(writes));
        }
    }

    private ImmutableList<Exception> Reject(List<AtomicWrite> writes)
    {
        var rejected = writes.Select(_ => Chance.Is(0.5)).ToList();
        Store([.. writes.Where((_, i) => !rejected[i])]);
        return [.. rejected.Select(r => r ? new InvalidOperationException("rejected") : (Exception)null!)];
    }

    private void Later(Action step)
    {
        if (Chance.Is(0.5))
        {
            _process.Steps.Add(step);
        }
        else
        {
            _process.Time.After(Chance.Time(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1)), step);
        }
    }

    private void Complete(TaskCompletionSource<IImmutableList<Exception>> stored, List<AtomicWrite> writes)
    {
        try
        {
            Store(writes);
            stored.TrySetResult(AllStored);
        }
        catch (InvalidOperationException e)
        {
            stored.TrySetException(e);
        }
    }

    private void StoreIfFree(List<AtomicWrite> writes)
    {
        try
        {
            Store(writes);
        }
        catch (InvalidOperationException)
        {
            _process.Note("journal: too late");
        }
    }

    private void Store(List<AtomicWrite> writes)
    {
        _process.MustLive();
        if (writes.Count == 0)
        {
            return;
        }

        World.Journal.Append([.. writes.SelectMany(w => (IImmutableList<IPersistentRepresentation>)w.Payload)]);
        _process.Watch.Check(World.Journal.Corruption is null, $"the journal cannot be replayed any more: {World.Journal.Corruption}");
        foreach (var write in writes)
        {
            _process.Note($"journal {write.LowestSequenceNr}-{write.HighestSequenceNr}");
        }
    }
}
