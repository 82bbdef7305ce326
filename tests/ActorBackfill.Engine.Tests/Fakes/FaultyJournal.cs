using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace ActorBackfill.Engine.Tests.Fakes;

/// <summary>A journal in memory that fails, rejects or hangs when it is told to.</summary>
public sealed class FaultyJournal : MemoryJournal
{
    private static readonly ConditionalWeakTable<ActorSystem, JournalFaults> Faults = [];

    private readonly JournalFaults _faults = FaultsOf(Context.System);

    /// <summary>Gets what the journal of a system is to fail.</summary>
    public static JournalFaults FaultsOf(ActorSystem system) => Faults.GetOrCreateValue(system);

    /// <inheritdoc/>
    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        await _faults.BeforeRead();
        return await base.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _faults.Stopped();
        base.PostStop();
    }

    /// <inheritdoc/>
    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var writes = messages.ToList();
        if (writes.SelectMany(w => (IEnumerable<IPersistentRepresentation>)w.Payload).Any(e => _faults.Rejects(e.Payload)))
        {
            return [.. writes.Select(_ => new NotSupportedException("it has no form"))];
        }

        foreach (var one in writes.SelectMany(w => (IEnumerable<IPersistentRepresentation>)w.Payload))
        {
            await _faults.BeforeWrite(one.Payload);
        }

        var result = await base.WriteMessagesAsync(writes);
        foreach (var one in writes.SelectMany(w => (IEnumerable<IPersistentRepresentation>)w.Payload))
        {
            await _faults.AfterWrite(one.Payload);
        }

        return result;
    }
}

/// <summary>What goes wrong with a journal.</summary>
public sealed class JournalFaults
{
    /// <summary>Gets or sets what is awaited before a recovery reads; an exception fails the recovery.</summary>
    public Func<Task> BeforeRead { get; set; } = () => Task.CompletedTask;

    /// <summary>Gets or sets which events are rejected: with all that were to be stored together with them.</summary>
    public Func<object, bool> Rejects { get; set; } = _ => false;

    /// <summary>Gets or sets what is awaited before an event is stored; an exception fails the write and nothing is stored.</summary>
    public Func<object, Task> BeforeWrite { get; set; } = _ => Task.CompletedTask;

    /// <summary>Gets or sets what is awaited after an event was stored; an exception fails the write although it is stored.</summary>
    public Func<object, Task> AfterWrite { get; set; } = _ => Task.CompletedTask;

    /// <summary>Gets or sets what is called when the journal has stopped.</summary>
    public Action Stopped { get; set; } = () => { };
}
