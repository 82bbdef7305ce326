using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Host.Verifying.Against;

/// <summary>What a unit held.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Fingerprint">The first 64 bits of its content hash.</param>
internal readonly record struct UnitContent(long Rows, ulong Fingerprint);

/// <summary>A unit that is not as it was.</summary>
/// <param name="Unit">Its key.</param>
/// <param name="Then">What it held at the end of the run; null when it was not settled yet.</param>
/// <param name="Now">What it holds; null when it is no longer in the ledger.</param>
internal sealed record UnitChange(string Unit, UnitContent? Then, UnitContent? Now);

/// <summary>How units changed since a run.</summary>
/// <param name="Changes">The first of each kind, in key order.</param>
/// <param name="Changed">Units with other content.</param>
/// <param name="Appeared">Units that were settled later.</param>
/// <param name="Vanished">Units that are no longer in the ledger.</param>
/// <param name="Same">Units that hold what they held.</param>
internal sealed record RunComparison(ImmutableArray<UnitChange> Changes, long Changed, long Appeared, long Vanished, long Same)
{
    /// <summary>Gets whether nothing changed.</summary>
    public bool IsEqual => Changed + Appeared + Vanished == 0;
}

/// <summary>
/// What the units of a job held when a run had ended, and what they held last, from the journal: it keeps every commit for ever, those of
/// units that were replaced too. About 60 bytes a unit.
/// </summary>
internal sealed class RunContents
{
    private readonly Dictionary<long, UnitContent> _then = [];

    // What later events say of a unit; null when they took it away.
    private readonly Dictionary<long, UnitContent?> _since = [];

    private RunContents()
    {
    }

    /// <summary>Gets what each settled unit held at the end of the run.</summary>
    public IReadOnlyDictionary<long, UnitContent> Then => _then;

    /// <summary>Reads the contents at the end of a run.</summary>
    /// <param name="events">The journal from its first event.</param>
    /// <param name="run">The run's number, from 1.</param>
    public static RunContents At(IEnumerable<ICheckpointEvent> events, int run)
    {
        var contents = new RunContents();
        var isLater = false;
        // A start compares with the sink before it is a run: what that finds belongs to the run that follows.
        var atStart = new List<ICheckpointEvent>();
        foreach (var @event in events)
        {
            if (@event is SinkReverted or LedgerAdopted)
            {
                atStart.Add(@event);
                continue;
            }

            isLater |= @event is RunStarted started && started.Run > run;
            atStart.ForEach(e => contents.Apply(e, isLater));
            atStart.Clear();
            contents.Apply(@event, isLater);
        }

        atStart.ForEach(e => contents.Apply(e, isLater));
        return contents;
    }

    /// <summary>Compares with the ledger of now.</summary>
    /// <param name="ledger">The ledger in key order.</param>
    /// <param name="ordinalOf">The number of a unit, null when its key means nothing to the job any more.</param>
    /// <param name="keyOf">The key of a number, or null.</param>
    /// <param name="most">How many units of each kind are named.</param>
    public RunComparison With(IEnumerable<LedgerUnit> ledger, Func<string, long?> ordinalOf, Func<long, string?> keyOf, int most = 20)
    {
        var changes = new List<UnitChange>();
        var (changed, appeared, same) = (0L, 0L, 0L);
        foreach (var unit in ledger)
        {
            var ordinal = ordinalOf(unit.Key) ?? -1;
            var now = Last(ordinal) ?? new UnitContent(unit.Rows, unit.Hash.Fingerprint);
            if (!_then.Remove(ordinal, out var then))
            {
                Keep(changes, new UnitChange(unit.Key, null, now), appeared++, most);
            }
            else if (then != now)
            {
                Keep(changes, new UnitChange(unit.Key, then, now), changed++, most);
            }
            else
            {
                same++;
            }
        }

        var vanished = _then.Count;
        changes.AddRange(_then.OrderBy(u => u.Key).Take(most).Select(u => new UnitChange(keyOf(u.Key) ?? $"unit {u.Key}", u.Value, null)));
        return new RunComparison([.. changes.OrderBy(c => c.Unit, StringComparer.Ordinal)], changed, appeared, vanished, same);
    }

    // What it brought, as the journal has it: in the ledger a row that another unit wrote over is taken off again.
    private UnitContent? Last(long ordinal) =>
        _since.TryGetValue(ordinal, out var later) ? later : _then.TryGetValue(ordinal, out var then) ? then : null;

    private void Apply(ICheckpointEvent @event, bool isLater)
    {
        switch (@event)
        {
            case UnitsSettled settled: Settle(settled.Unpack(), isLater); break;
            case LedgerAdopted adopted: Settle(SettledUnits.Unpack(adopted.Units), isLater); break;
            case SinkReverted reverted: Revert(reverted, isLater); break;
        }
    }

    private void Settle(IReadOnlyList<SettledUnit> units, bool isLater)
    {
        foreach (var unit in units)
        {
            Set(unit.Ordinal, new UnitContent(unit.Rows, unit.Fingerprint), isLater);
        }
    }

    private void Revert(SinkReverted reverted, bool isLater)
    {
        for (var i = 0; i + 1 < reverted.Units.Length; i += 2)
        {
            for (var ordinal = reverted.Units[i]; ordinal < reverted.Units[i] + reverted.Units[i + 1]; ordinal++)
            {
                Set(ordinal, null, isLater);
            }
        }
    }

    private void Set(long ordinal, UnitContent? content, bool isLater)
    {
        if (isLater)
        {
            _since[ordinal] = content;
        }
        else if (content is { } held)
        {
            _then[ordinal] = held;
        }
        else
        {
            _then.Remove(ordinal);
        }
    }

    private static void Keep(List<UnitChange> changes, UnitChange change, long before, int most)
    {
        if (before < most)
        {
            changes.Add(change);
        }
    }
}
