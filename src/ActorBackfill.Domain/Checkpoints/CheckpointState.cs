using System.Collections.Immutable;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>
/// What the journal of a job says: which units are settled, which ended without rows, and where the sink stood. The same events give the
/// same state; no clock, no chance, no I/O. Owned by one actor; others get a <see cref="Copy"/>.
/// </summary>
public sealed partial class CheckpointState
{
    private readonly Dictionary<long, ClosedUnit> _closed = [];
    private OrdinalSet _done = new();
    private OrdinalSet _empty = new();
    private OrdinalSet _reopened = new();

    /// <summary>Gets the number of the last run, 0 before the first.</summary>
    public int Run { get; private set; }

    /// <summary>Gets the id of the last run, or null before the first.</summary>
    public string? RunId { get; private set; }

    /// <summary>Gets the sink the journal follows, or null before the first run.</summary>
    public string? SinkId { get; private set; }

    /// <summary>Gets the last commit the journal knows, 0 before the first.</summary>
    public long N { get; private set; }

    /// <summary>Gets the chain at that commit, or null before the first.</summary>
    public string? Chain { get; private set; }

    /// <summary>Gets how the last run ended; null when it has not, or was killed.</summary>
    public RunEnd? LastEnd { get; private set; }

    /// <summary>Gets when the last event was written.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Gets the rows that settled units brought, in all runs.</summary>
    public long Rows { get; private set; }

    /// <summary>Gets the numbers of list values.</summary>
    public ValueRegistry Registry { get; } = new();

    /// <summary>Gets the number of settled units, empty ones included.</summary>
    public long SettledCount => _done.Count + _empty.Count;

    /// <summary>Gets how many settled units are to run again, because a run without resume has not come to them yet.</summary>
    public long ReopenedCount => _reopened.Count;

    /// <summary>Gets the units that ended without rows in the sink.</summary>
    public IReadOnlyCollection<ClosedUnit> Closed => _closed.Values;

    /// <summary>Gets all settled ordinals, ascending within done and within empty.</summary>
    public IEnumerable<long> Settled => _done.All().Concat(_empty.All());

    /// <summary>Gets the outcome of a unit, or null when it has none yet.</summary>
    /// <param name="ordinal">Which.</param>
    public UnitOutcome? OutcomeOf(long ordinal) => _done.Contains(ordinal) ? UnitOutcome.Done
        : _empty.Contains(ordinal) ? UnitOutcome.Empty
        : _closed.TryGetValue(ordinal, out var unit) ? unit.Outcome
        : null;

    /// <summary>Gets how many of consecutive ordinals are done, and how many are empty.</summary>
    /// <param name="first">The first ordinal.</param>
    /// <param name="count">How many.</param>
    public (long Done, long Empty) CountIn(long first, long count) => (_done.CountIn(first, count), _empty.CountIn(first, count));

    /// <summary>Gets whether a settled unit is to run again, because a run without resume has not come to it yet.</summary>
    /// <param name="ordinal">Which.</param>
    public bool IsReopened(long ordinal) => _reopened.Contains(ordinal);

    /// <summary>Gets how a unit ended without rows, or null.</summary>
    /// <param name="ordinal">Which.</param>
    public ClosedUnit? ClosedUnitOf(long ordinal) => _closed.GetValueOrDefault(ordinal);

    /// <summary>Applies one event.</summary>
    /// <param name="event">The next event of the journal.</param>
    /// <exception cref="CorruptEventException">The event does not follow the state: its commit number or chain does not fit.</exception>
    public void Apply(ICheckpointEvent @event)
    {
        switch (@event)
        {
            case UnitsSettled settled: Apply(settled); break;
            case UnitsClosed closed: Apply(closed); break;
            case RunStarted started: (Run, RunId, SinkId, LastEnd, At) = (started.Run, started.RunId, started.SinkId, null, started.At); break;
            case RunEnded ended: (LastEnd, At) = (ended.End, ended.At); break;
            case ValuesRegistered values: Registry.Add(values.Dimension, values.Values); break;
            case SinkReverted reverted: Apply(reverted); break;
            case UnitsReopened reopened: Apply(reopened); break;
            case LedgerAdopted adopted: Apply(adopted); break;
            case ControlChanged changed: At = changed.At; break;
            case AttemptsFailed failed: At = failed.At; break;
            case UnitsRequeued requeued: Apply(requeued); break;
            case UnitsQuarantined parked: Apply(parked); break;
            case BreakerOpened opened: Apply(opened); break;
            case BreakerClosed closed: Apply(closed); break;
            case ProcessDied died: Apply(died); break;
            case PlanRecorded recorded: Apply(recorded); break;
            case UnitsDropped dropped: Apply(dropped); break;
            case UnitsForgotten forgotten: Apply(forgotten); break;
            default: throw new CorruptEventException($"{@event.GetType().Name} has no meaning for the state");
        }
    }

    /// <summary>Gets a copy that later events do not touch.</summary>
    public CheckpointState Copy()
    {
        var copy = FromSnapshotParts(ToSnapshot(isWhole: false), _done.Copy(), _empty.Copy(), _reopened.Copy(), _closed.Values);
        copy._dropped = _dropped.Copy();
        copy.Registry.ShareWith(Registry);
        return copy;
    }

    /// <summary>Gets the state as a snapshot.</summary>
    public CheckpointSnapshot ToSnapshot() => ToSnapshot(isWhole: true);

    /// <summary>Makes the state of a snapshot.</summary>
    /// <param name="snapshot">What <see cref="ToSnapshot()"/> gave.</param>
    public static CheckpointState From(CheckpointSnapshot snapshot) =>
        FromSnapshotParts(snapshot, Ordinals(snapshot.Done), Ordinals(snapshot.Empty), Ordinals(snapshot.Reopened), snapshot.Closed);

    private static CheckpointState FromSnapshotParts(CheckpointSnapshot snapshot, OrdinalSet done, OrdinalSet empty, OrdinalSet reopened, IEnumerable<ClosedUnit> closed)
    {
        var state = new CheckpointState
        {
            Run = snapshot.Run,
            RunId = snapshot.RunId,
            SinkId = snapshot.SinkId,
            N = snapshot.N,
            Chain = snapshot.Chain,
            LastEnd = snapshot.LastEnd,
            At = snapshot.At,
            Rows = snapshot.Rows,
            _done = done,
            _empty = empty,
            _reopened = reopened,
            _dropped = Ordinals(snapshot.Dropped),
            Plan = snapshot.Plan,
        };
        foreach (var unit in closed)
        {
            state._closed[unit.Ordinal] = unit;
        }

        foreach (var breaker in OrNone(snapshot.Breakers))
        {
            state._breakers[breaker.Key] = breaker;
        }

        foreach (var unit in OrNone(snapshot.Crashed))
        {
            state._crashed[unit.Ordinal] = unit;
        }

        foreach (var (dimension, values) in snapshot.Values)
        {
            state.Registry.Add(dimension, values);
        }

        return state;
    }

    private static OrdinalSet Ordinals(ImmutableArray<long> runs)
    {
        var set = new OrdinalSet();
        for (var i = 0; !runs.IsDefault && i + 1 < runs.Length; i += 2)
        {
            set.AddRange(runs[i], runs[i + 1]);
        }

        return set;
    }

    // Missing in snapshots of older versions.
    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;

    private static ImmutableArray<long> Runs(OrdinalSet set) => [.. set.Runs().SelectMany(r => (IEnumerable<long>)[r.First, r.Count])];

    private CheckpointSnapshot ToSnapshot(bool isWhole) => new()
    {
        Run = Run,
        RunId = RunId,
        SinkId = SinkId,
        N = N,
        Chain = Chain,
        LastEnd = LastEnd,
        At = At,
        Rows = Rows,
        Done = isWhole ? Runs(_done) : [],
        Empty = isWhole ? Runs(_empty) : [],
        Reopened = isWhole ? Runs(_reopened) : [],
        Closed = isWhole ? [.. _closed.Values] : [],
        Dropped = isWhole ? Runs(_dropped) : [],
        Plan = Plan,
        Breakers = [.. _breakers.Values],
        Crashed = [.. _crashed.Values],
        Values = (isWhole ? Registry.All : []).ToImmutableSortedDictionary(d => d.Dimension, d => d.Values.ToImmutableArray()),
    };

    private void Apply(UnitsSettled settled)
    {
        if (settled.N != N + 1)
        {
            throw new CorruptEventException($"commit {settled.N} follows commit {N}");
        }

        var chain = CommitChain.Next(Chain, settled);
        if (settled.Chain is not null && settled.Chain != chain)
        {
            throw new CorruptEventException($"commit {settled.N} does not continue the chain of commit {N}");
        }

        Settle(settled.Unpack());
        (N, Chain, At) = (settled.N, chain, settled.At);
    }

    private void Apply(UnitsClosed closed)
    {
        foreach (var unit in closed.Units)
        {
            // A unit settled before stays settled: a failed re-run has not touched its rows.
            if (!_done.Contains(unit.Ordinal) && !_empty.Contains(unit.Ordinal))
            {
                _closed[unit.Ordinal] = unit;
            }

            _crashed.Remove(unit.Ordinal);
        }

        At = closed.At;
    }

    private void Apply(SinkReverted reverted)
    {
        for (var i = 0; i + 1 < reverted.Units.Length; i += 2)
        {
            for (var k = 0L; k < reverted.Units[i + 1]; k++)
            {
                _done.Remove(reverted.Units[i] + k);
                _empty.Remove(reverted.Units[i] + k);
                _reopened.Remove(reverted.Units[i] + k);
            }
        }

        (N, Chain, SinkId, At) = (reverted.N, reverted.Chain, reverted.SinkId, reverted.At);
    }

    private void Apply(UnitsReopened reopened)
    {
        foreach (var ordinal in Ordinals(reopened.Units).All().Where(o => _done.Contains(o) || _empty.Contains(o)))
        {
            _reopened.Add(ordinal);
        }

        At = reopened.At;
    }

    private void Apply(LedgerAdopted adopted)
    {
        Settle(SettledUnits.Unpack(adopted.Units));
        (N, Chain, SinkId, At) = (adopted.N, adopted.Chain, adopted.SinkId, adopted.At);
    }

    private void Settle(IReadOnlyList<SettledUnit> units)
    {
        foreach (var unit in units)
        {
            _closed.Remove(unit.Ordinal);
            _crashed.Remove(unit.Ordinal);
            _reopened.Remove(unit.Ordinal);
            (unit.Outcome == UnitOutcome.Empty ? _done : _empty).Remove(unit.Ordinal);
            (unit.Outcome == UnitOutcome.Empty ? _empty : _done).Add(unit.Ordinal);
            Rows += unit.Rows;
        }
    }
}
