using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Tests.Journals;

/// <summary>
/// Journals as each version of an event was first written, kept for ever in <c>tests/journals</c>: a directory an event, named by its
/// manifest. What is here wrote them once; the files are what counts, and are never written again.
/// </summary>
internal static class GoldenJournals
{
    public const string Job = "golden";

    // After the second commit; the events behind it are read from the journal.
    public const string Snapshot = "cs1";

    private const string RunId = "0123456789abcdef0123456789abcdef", SinkId = "fedcba9876543210fedcba9876543210";

    private static readonly DateTimeOffset At = new(2026, 3, 15, 12, 30, 0, 123, TimeSpan.Zero);
    private static readonly UnitsSettled First = Settled(1, null, Unit(5), Unit(9, UnitOutcome.Empty), Unit(6));
    private static readonly UnitsSettled Second = Settled(2, First.Chain, Unit(7), Unit(1_000_000_007));
    private static readonly UnitsSettled Third = Settled(3, Second.Chain, Unit(8));

    private static readonly ImmutableArray<ICheckpointEvent> Beginning =
    [
        new ValuesRegistered("state", 0, ["VIC", "ü/\"\\+", "\ud83d\ude00"]),
        new RunStarted(1, RunId, At, "golden?tenant=a", SinkId, "00ff", 12, RunsAgain: false, "host", 42),
    ];

    /// <summary>Gets what each journal holds.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<ICheckpointEvent>> Contents { get; } =
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, ImmutableArray<ICheckpointEvent>>
        {
            ["vr1"] = [.. Beginning, new ValuesRegistered("state", 3, ["NSW"])],
            ["rs1"] = [.. Beginning, Beginning[1], new RunStarted(2, SinkId, At, "golden", RunId, "aa", long.MaxValue, RunsAgain: true, "ü", 1)],
            ["us1"] = [.. Beginning, First, Second],
            ["uc1"] =
            [
                .. Beginning,
                new UnitsClosed(RunId, At,
                [
                    new ClosedUnit(7, UnitOutcome.Failed, 3, "transient", "server said 500 \ud83d\ude00 <ü>", 5),
                    new ClosedUnit(8, UnitOutcome.Skipped, 1, null, "nothing to do", 0),
                    new ClosedUnit(1_000_000_007, UnitOutcome.Quarantined, 1, "invalid-data", "", int.MaxValue),
                ]),
            ],
            ["ur1"] = [.. Beginning, First, Second, new UnitsReopened(SinkId, At, [5, 2, 1_000_000_007, 1]), Settled(3, Second.Chain, Unit(6))],
            ["cc1"] = [.. Beginning, new ControlChanged(RunId, At, "ann <ü> (uid 1000, pid 1)", "scale", "auto"), new ControlChanged(RunId, At, "bo", "pause", null)],
            ["pl1"] =
            [
                .. Beginning,
                new PlanRecorded(RunId, At, "date:day state:list", "00ff", 12, [new PlanPart("date", "2025-09-01..2025-09-03 <ü>", [739_494, 3]), new PlanPart("state", "many", [])])
                {
                    Selection = "state=VIC; shard 2/3", Limit = 5, Code = "0123456789abcdef",
                },
                new PlanRecorded(RunId, At, "n:number", "00fe", long.MaxValue, []),
            ],
            ["dr1"] = [.. Beginning, First, Second, new UnitsDropped(RunId, At, [5, 2, 1_000_000_007, 1])],
            ["fo1"] = [.. Beginning, First, Second, new UnitsForgotten(RunId, At, "date:day"), Settled(3, Second.Chain, Unit(8))],
            ["re1"] = [.. Beginning, First, .. Enum.GetValues<RunEnd>().Select(end => new RunEnded(RunId, At, end))],
            ["sr1"] = [.. Beginning, First, Second, new SinkReverted(1, First.Chain, SinkId, At, [7, 1, 1_000_000_007, 1]), Settled(2, First.Chain, Unit(8))],
            ["af1"] =
            [
                .. Beginning,
                new AttemptsFailed(RunId, At,
                [
                    new FailedAttempt(7, 1, "transient", "server said 500 \ud83d\ude00 <ü>", 5, At),
                    new FailedAttempt(1_000_000_007, 4, "rate-limited", "", int.MaxValue, At.AddSeconds(1)),
                ]),
            ],
            ["rq1"] =
            [
                .. Beginning, First,
                new UnitsClosed(RunId, At,
                [
                    new ClosedUnit(7, UnitOutcome.Quarantined, 3, "calculation", "always", 5), new ClosedUnit(8, UnitOutcome.Failed, 3, "transient", "500", 5),
                    new ClosedUnit(10, UnitOutcome.Skipped, 1, null, "nothing to do", 0),
                ]),
                new UnitsRequeued("anna", At, [5, 1, 7, 2], "the API is whole again <ü>"),
            ],
            ["qu1"] =
            [
                .. Beginning, First,
                new UnitsClosed(RunId, At,
                [
                    new ClosedUnit(7, UnitOutcome.Failed, 3, "transient", "500 <ü>", 5) { FailedRuns = 2 }, new ClosedUnit(8, UnitOutcome.Quarantined, 3, "calculation", "always", 5),
                    new ClosedUnit(10, UnitOutcome.Skipped, 1, null, "nothing to do", 0),
                ]),
                new ProcessDied(SinkId, At, [11, 1]),
                new UnitsQuarantined("anna", At, [5, 1, 7, 2, 10, 2, 1_000_000_007, 1], "not before May <ü>"),
            ],
            ["bo1"] =
            [
                .. Beginning,
                new BreakerOpened(RunId, At, "source", At.AddSeconds(30), 20, "transient", "refused"),
                new BreakerOpened(RunId, At, "state=ü%2F", At.AddMinutes(30), 5, "not-found", "404 \ud83d\ude00 <ü>"),
            ],
            ["bc1"] = [.. Beginning, new BreakerOpened(RunId, At, "source", At.AddSeconds(30), 20, "transient", "refused"), new BreakerClosed(RunId, At, "source")],
            ["pd1"] =
            [
                .. Beginning, First, new ProcessDied(RunId, At, [5, 3, 1_000_000_007, 1]), new ProcessDied(SinkId, At, [7, 1]),
                Settled(2, First.Chain, Unit(1_000_000_007)),
            ],
            ["la1"] = [.. Beginning, new LedgerAdopted(9, "aa", RunId, At, SettledUnits.Pack([Unit(3), Unit(4, UnitOutcome.Empty)])), Settled(10, "aa", Unit(5))],
            [Snapshot] = [.. Beginning, First, Second, Third, new UnitsClosed(RunId, At, [new ClosedUnit(2, UnitOutcome.Failed, 1, "auth", "refused", 1)])],
        });

    /// <summary>Gets the directory of all.</summary>
    public static string Root { get; } = Find();

    /// <summary>Gets the paths of one.</summary>
    public static JobPaths Of(string manifest) => new(Path.Combine(Root, manifest));

    private static string Find()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "ActorBackfill.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("no solution above " + AppContext.BaseDirectory);
        }

        return Path.Combine(directory, "tests", "journals", "v1");
    }

    private static UnitsSettled Settled(long n, string? before, params SettledUnit[] units)
    {
        var commit = new UnitsSettled(n, RunId, At, SettledUnits.Pack(units));
        return commit with { Chain = CommitChain.Next(before, commit) };
    }

    private static SettledUnit Unit(long ordinal, UnitOutcome outcome = UnitOutcome.Done) =>
        new(ordinal, outcome, 2, outcome == UnitOutcome.Done ? 300 : 0, 5, 0xFEDCBA9876543210);
}
