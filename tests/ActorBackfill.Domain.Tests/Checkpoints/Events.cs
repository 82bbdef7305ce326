using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Checkpoints;

/// <summary>Journals: events that follow each other.</summary>
internal static class Events
{
    public static readonly DateTimeOffset At = new(2026, 3, 15, 12, 30, 0, 123, TimeSpan.Zero);

    private const string RunId = "0123456789abcdef0123456789abcdef", SinkId = "fedcba9876543210fedcba9876543210";

    public static UnitsSettled Settled(long n, string? before, params SettledUnit[] units)
    {
        var commit = new UnitsSettled(n, RunId, At, SettledUnits.Pack(units));
        return commit with { Chain = CommitChain.Next(before, commit) };
    }

    public static SettledUnit Unit(long ordinal, UnitOutcome outcome = UnitOutcome.Done) => new(ordinal, outcome, 1, outcome == UnitOutcome.Done ? 2 : 0, 5, 77);

    public static UnitsClosed Closed(params long[] ordinals) =>
        new(RunId, At, [.. ordinals.Select(o => new ClosedUnit(o, UnitOutcome.Failed, 3, "transient", $"unit {o} ü", 5))]);

    public static IEnumerable<ICheckpointEvent> OneOfEach() =>
    [
        new RunStarted(3, RunId, At, "job?a=b", SinkId, "00ff", 12, RunsAgain: true, "host", 42),
        new ValuesRegistered("state", 0, ["VIC", "ü/\"\\"]),
        Settled(1, null, Unit(5), Unit(9, UnitOutcome.Empty)),
        Closed(7, 8),
        new SinkReverted(1, "aa", SinkId, At, [5, 2]),
        new LedgerAdopted(9, null, SinkId, At, SettledUnits.Pack([Unit(3)])),
        new RunEnded(RunId, At, RunEnd.Stopped),
        new AttemptsFailed(RunId, At, [new FailedAttempt(7, 1, "transient", "refused ü", 12, At), new FailedAttempt(7, 2, "timeout", "", 0, At)]),
        new UnitsRequeued("anna", At, [7, 2, 90, 1], "the API is whole again ü"),
        new UnitsQuarantined("anna", At, [7, 2, 90, 1], "not before May ü"),
        new BreakerOpened(RunId, At, "player=42", At.AddMinutes(30), 5, "transient", "500 for /p/42 ü"),
        new BreakerClosed(RunId, At, "player=42"),
        new ProcessDied(RunId, At, [5, 2]),
        new ControlChanged(RunId, At, "ann (uid 1000, pid 1)", "rate", "20/s"),
    ];

    /// <summary>A journal as a run would write it, of up to 30 events over few units, so that they meet again.</summary>
    public static Arbitrary<List<ICheckpointEvent>> Journals()
    {
        var ordinals = Gen.Choose(0, 40).ListOf();
        var steps = Gen.Choose(0, 16).SelectMany(kind => ordinals.Select(o => (Kind: kind, Ordinals: o.Distinct().Select(i => (long)i).ToArray())));
        return steps.ListOf().Select(all => Journal(all.Take(30))).ToArbitrary();
    }

    public static CheckpointState Replay(IEnumerable<ICheckpointEvent> events, CheckpointState? from = null)
    {
        var state = from ?? new CheckpointState();
        foreach (var one in events)
        {
            state.Apply(one);
        }

        return state;
    }

    /// <summary>Everything that can be seen of a state, as text.</summary>
    public static string Show(this CheckpointState state) => string.Join('|',
        state.Run, state.RunId, state.SinkId, state.N, state.Chain, state.LastEnd, state.At.ToString("O"), state.Rows, state.SettledCount, state.ReopenedCount,
        string.Join(',', state.Settled.Select(o => $"{o}{state.OutcomeOf(o)}")),
        string.Join(',', state.Closed.OrderBy(c => c.Ordinal)),
        string.Join(',', state.Breakers.OrderBy(b => b.Key, StringComparer.Ordinal)),
        string.Join(',', state.Crashed.OrderBy(c => c.Ordinal)),
        string.Join(',', state.Registry.All.SelectMany(d => d.Values.Select(v => $"{d.Dimension}={v}"))));

    private static List<ICheckpointEvent> Journal(IEnumerable<(int Kind, long[] Ordinals)> steps)
    {
        var events = new List<ICheckpointEvent> { new RunStarted(1, RunId, At, "job", SinkId, "00", 41, false, "host", 1) };
        var (n, chain) = (0L, (string?)null);
        foreach (var (kind, ordinals) in steps)
        {
            switch (kind)
            {
                case 0: events.Add(new RunStarted(events.Count, RunId, At, "job", SinkId, "00", 41, false, "host", 1)); break;
                case 1: events.Add(new RunEnded(RunId, At, RunEnd.Finished)); break;
                case 2: events.Add(new ValuesRegistered("state", 0, [.. ordinals.Select(o => $"v{o}")])); break;
                case 3: events.Add(Closed(ordinals)); break;
                case 4:
                    (n, chain) = (Math.Max(0, n - 1), n > 1 ? $"{n - 1}" : null);
                    events.Add(new SinkReverted(n, chain, SinkId, At, [.. ordinals.SelectMany(o => (long[])[o, 1])]));
                    break;
                case 5:
                    (n, chain) = (n + 3, "adopted");
                    events.Add(new LedgerAdopted(n, chain, SinkId, At, SettledUnits.Pack([.. ordinals.Select(o => Unit(o))])));
                    break;
                case 10: events.Add(new UnitsRequeued("anna", At, [.. ordinals.SelectMany(o => (long[])[o, 1])], "again")); break;
                case 11: events.Add(new ProcessDied(RunId, At, [.. ordinals.SelectMany(o => (long[])[o, 1])])); break;
                case 12: events.Add(new BreakerOpened(RunId, At, $"state=v{ordinals.Length}", At.AddMinutes(1), 3, "transient", "refused")); break;
                case 13: events.Add(new BreakerClosed(RunId, At, $"state=v{ordinals.Length}")); break;
                case 14: events.Add(new AttemptsFailed(RunId, At, [.. ordinals.Select(o => new FailedAttempt(o, 1, "transient", "refused", 3, At))])); break;
                case 15: events.Add(new UnitsQuarantined("anna", At, [.. ordinals.SelectMany(o => (long[])[o, 1])], "not now")); break;
                default:
                    var settled = Settled(++n, chain, [.. ordinals.Select(o => Unit(o, o % 3 == kind % 3 ? UnitOutcome.Empty : UnitOutcome.Done))]);
                    chain = settled.Chain;
                    events.Add(settled);
                    break;
            }
        }

        return events;
    }
}
