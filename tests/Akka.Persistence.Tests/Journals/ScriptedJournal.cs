using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Tests.Journals;

/// <summary>What a <see cref="ScriptedJournal"/> does with the writes that come.</summary>
public enum Writes
{
    Store,
    Fail,
    Reject,
    Hold,
}

/// <summary>What a <see cref="ScriptedJournal"/> does with the replays that come.</summary>
public enum Replays
{
    Answer,
    Fail,
    Hang,
    HangOnce,
}

/// <summary>Event, published: a replay or a write does not end.</summary>
public sealed record Hanging;

/// <summary>Command: store what was held.</summary>
public sealed record Release;

/// <summary>A journal in memory that fails, rejects or hangs on demand.</summary>
public sealed class ScriptedJournal : MemoryJournal
{
    private readonly List<TaskCompletionSource> _held = [];
    private Writes _writes = Writes.Store;
    private Replays _replays = Replays.Answer;

    public static string Config(string more = "") =>
        $$"""
        akka.persistence {
          journal.plugin = "test.journal"
          snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        }
        test.journal.class = "Akka.Persistence.Tests.Journals.ScriptedJournal, Akka.Persistence.Tests"
        {{more}}
        """;

    public override async Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback)
    {
        if (_replays == Replays.Fail)
            throw new InvalidOperationException("no replay");
        if (_replays is Replays.Hang or Replays.HangOnce)
        {
            _replays = _replays == Replays.HangOnce ? Replays.Answer : _replays;
            context.System.EventStream.Publish(new Hanging());
            await new TaskCompletionSource().Task;
        }
        await base.ReplayMessagesAsync(context, persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
    }

    protected override async Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var writes = messages.ToList();
        switch (_writes)
        {
            case Writes.Fail:
                throw new InvalidOperationException("no write");
            case Writes.Reject:
                return [.. writes.Select(_ => new InvalidOperationException("refused"))];
            case Writes.Hold:
                var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _held.Add(held);
                Context.System.EventStream.Publish(new Hanging());
                await held.Task;
                break;
        }
        return await base.WriteMessagesAsync(writes);
    }

    protected override bool ReceivePluginInternal(object message)
    {
        switch (message)
        {
            case Writes writes:
                _writes = writes;
                return true;
            case Replays replays:
                _replays = replays;
                return true;
            case Release:
                _writes = Writes.Store;
                _held.ForEach(held => held.SetResult());
                _held.Clear();
                return true;
            default:
                return false;
        }
    }
}
