using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Committing;
using Akka.Actor;

namespace ActorBackfill.Engine.Statistics;

/// <summary>Counts without locks: it alone has the numbers, and every answer is one consistent view.</summary>
internal sealed class StatisticsActor : ReceiveActor
{
    private const int MaxGroups = 200;
    private const int ReportedGroups = 20;
    private const int MaxFailedUnits = 100;

    private static readonly (string Category, string Text) Others = ("other", "of other kinds");

    private readonly TimeProvider _time;
    private readonly long[] _byOutcome = new long[5];
    private readonly long[] _ended = new long[5];
    private readonly Dictionary<(string Category, string Text), FailureGroup> _failures = [];
    private readonly Dictionary<(string Category, string Text), FailureGroup> _warnings = [];
    private readonly SortedDictionary<string, long> _tables = new(StringComparer.Ordinal);
    private readonly List<FailedUnit> _failedUnits = [];
    private readonly Throughput _throughput = new();
    private readonly SampleHistory _history = new();
    private RunEta? _eta;
    private long _started;
    private int _run;
    private long _total;
    private long _units;
    private long _rows;
    private long _rowsBefore;
    private long _requests;
    private long _retries;
    private long _duplicates;
    private long _rejected;
    private long _unitsWithRows;
    private long _failedThisRun;
    private long _skippedThisRun;
    private long _groups;
    private TimeSpan _commitTime;

    public StatisticsActor(TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        Receive<BeginCounting>(OnBegin);
        Receive<OutcomesChanged>(OnOutcomes);
        Receive<OutcomesWithdrawn>(OnWithdrawn);
        Receive<OutcomesParked>(OnParked);
        Receive<UnitsMeasured>(measured => _eta?.Ended(measured));
        Receive<WorkCounted>(OnWork);
        Receive<RowsRejected>(rejected => _rejected += rejected.Rows);
        Receive<RowsCommitted>(OnRows);
        Receive<UnitFailedForGood>(OnFailure);
        Receive<ReportProgress>(report => report.ReplyTo.Tell(Progress(report.Gauges)));
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_started);

    public static Props For(TimeProvider time) => Props.Create(() => new StatisticsActor(time));

    private void OnBegin(BeginCounting begin)
    {
        _run = begin.Run;
        _total = begin.Units.Total;
        _rowsBefore = begin.RowsBefore;
        _eta = begin.Eta;
        _byOutcome[(int)UnitOutcome.Done] = begin.Units.Done;
        _byOutcome[(int)UnitOutcome.Empty] = begin.Units.Empty;
        _byOutcome[(int)UnitOutcome.Skipped] = begin.Units.Skipped;
        _byOutcome[(int)UnitOutcome.Failed] = begin.Units.Failed;
        _byOutcome[(int)UnitOutcome.Quarantined] = begin.Units.Quarantined;
        _started = _time.GetTimestamp();
    }

    private void OnOutcomes(OutcomesChanged changed)
    {
        foreach (var (from, to, count) in changed.Changes)
        {
            if (from is { } before)
            {
                _byOutcome[(int)before] -= count;
            }

            _byOutcome[(int)to] += count;
            _ended[(int)to] += count;
            _units += count;
            _failedThisRun += to is UnitOutcome.Failed or UnitOutcome.Quarantined ? count : 0;
            _skippedThisRun += to == UnitOutcome.Skipped ? count : 0;
        }

        _rows += changed.Rows;
        var (elapsed, units) = (Elapsed, changed.Changes.Sum(c => c.Count));
        _throughput.Add(elapsed, units);
        _history.Add(elapsed, new RunSample(units, changed.Rows, 0, 0));
    }

    // A unit that is made again counts once, as what it ends as.
    private void OnWithdrawn(OutcomesWithdrawn withdrawn)
    {
        foreach (var unit in withdrawn.Units)
        {
            _byOutcome[(int)unit.Outcome]--;
            if (unit.Closed is { } closed)
            {
                _units--;
                _skippedThisRun -= closed.Outcome == UnitOutcome.Skipped ? 1 : 0;
                Forget(closed);
            }
        }

        var keys = withdrawn.Units.Select(u => u.Key).ToHashSet(StringComparer.Ordinal);
        _failedUnits.RemoveAll(u => keys.Contains(u.Key));
    }

    private void OnParked(OutcomesParked parked)
    {
        foreach (var from in parked.From)
        {
            if (from is { } before)
            {
                _byOutcome[(int)before]--;
            }

            _byOutcome[(int)UnitOutcome.Quarantined]++;
        }

        _eta?.Leave(parked.Left);
    }

    private void Forget(ClosedUnit closed)
    {
        if (closed.Category is not { } category)
        {
            return;
        }

        _failedThisRun--;
        var key = (category, FailureText.Normalise(closed.Text));
        key = _failures.ContainsKey(key) ? key : Others;
        if (_failures.TryGetValue(key, out var group))
        {
            _failures[key] = group with { Count = group.Count - 1 };
            if (group.Count == 1)
            {
                _failures.Remove(key);
            }
        }
    }

    private void OnWork(WorkCounted work)
    {
        _requests += work.Requests;
        _duplicates += work.Duplicates;
        _retries += work.Retries;
        _history.Add(Elapsed, new RunSample(0, 0, work.Requests, work.Retries));
        foreach (var warning in work.Warnings)
        {
            Add(_warnings, "warning", warning.Key, warning.Text);
        }
    }

    private void OnRows(RowsCommitted committed)
    {
        _unitsWithRows += committed.Units;
        _groups++;
        _commitTime += committed.Took;
        foreach (var (table, rows) in committed.Tables)
        {
            _tables[table] = _tables.GetValueOrDefault(table) + rows;
        }
    }

    private void OnFailure(UnitFailedForGood failure)
    {
        Add(_failures, failure.Category.Name(), failure.Key, failure.Text);
        _history.Add(Elapsed, new RunSample(0, 0, 0, 1));
        if (_failedUnits.Count < MaxFailedUnits)
        {
            _failedUnits.Add(new FailedUnit(failure.Key, failure.Category.Name(), failure.Text));
        }
    }

    private static void Add(Dictionary<(string Category, string Text), FailureGroup> groups, string category, string unit, string text)
    {
        var key = (category, FailureText.Normalise(text));
        if (!groups.TryGetValue(key, out var group))
        {
            // Bounded: whatever is beyond is one group more.
            key = groups.Count < MaxGroups ? key : Others;
            group = groups.GetValueOrDefault(key) ?? new FailureGroup(key.Item1, key.Item2, 0, unit, text);
        }

        groups[key] = group with { Count = group.Count + 1 };
    }

    private RunProgress Progress(Gauges gauges)
    {
        var units = new UnitCounts(
            _total,
            _byOutcome[(int)UnitOutcome.Done],
            _byOutcome[(int)UnitOutcome.Empty],
            _byOutcome[(int)UnitOutcome.Skipped],
            _byOutcome[(int)UnitOutcome.Failed],
            _byOutcome[(int)UnitOutcome.Quarantined]);
        var rate = _throughput.PerSecond(Elapsed);
        return new RunProgress
        {
            Run = _run,
            Units = units,
            UnitsThisRun = _units,
            EndedThisRun = [.. _ended],
            Rows = _rows,
            RowsBefore = _rowsBefore,
            UnitsWithRows = _unitsWithRows,
            FailedThisRun = _failedThisRun,
            SkippedThisRun = _skippedThisRun,
            Tables = [.. _tables.Select(t => new TableCount(t.Key, t.Value))],
            FailedUnits = [.. _failedUnits],
            Groups = _groups,
            CommitTime = _commitTime,
            Requests = _requests,
            RequestsPerSecond = gauges.RequestsPerSecond,
            Retries = _retries,
            Duplicates = _duplicates,
            Rejected = _rejected,
            InFlight = gauges.InFlight,
            Uncommitted = gauges.Uncommitted,
            Workers = gauges.Workers,
            Control = gauges.Control,
            Sequence = gauges.Sequence,
            Commits = gauges.Commits,
            LostSlots = gauges.LostSlots,
            ClosedUntil = gauges.ClosedUntil,
            Wave = (gauges.Wave, gauges.Waves),
            Elapsed = Elapsed,
            UnitsPerSecond = rate,
            Eta = _eta?.Of(gauges, _units, _requests),
            Detail = gauges.Detail is { } detail ? detail with { Samples = _history.At(Elapsed) } : null,
            Waits = gauges.Waits,
            NotReady = gauges.NotReady,
            HeldBy = gauges.HeldBy,
            WaitingFor = gauges.WaitingFor,
            Warnings = Most(_warnings),
            Failures = Most(_failures),
        };
    }

    private static ImmutableArray<FailureGroup> Most(Dictionary<(string Category, string Text), FailureGroup> groups) =>
        [.. groups.Values.OrderByDescending(f => f.Count).ThenBy(f => f.Text, StringComparer.Ordinal).Take(ReportedGroups)];
}
