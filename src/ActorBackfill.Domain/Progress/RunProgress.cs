using System.Collections.Immutable;

namespace ActorBackfill.Domain.Progress;

/// <summary>How many units of a plan are in which state; they add up to the plan.</summary>
/// <param name="Total">Units of the plan.</param>
/// <param name="Done">Settled with rows, in this run or before.</param>
/// <param name="Empty">Settled without rows, in this run or before.</param>
/// <param name="Skipped">Declined by the processor.</param>
/// <param name="Failed">Failed for good in this run, or in one before and not tried again yet.</param>
/// <param name="Quarantined">Set apart.</param>
public sealed record UnitCounts(long Total, long Done, long Empty, long Skipped, long Failed, long Quarantined)
{
    /// <summary>Gets the units that have no outcome yet.</summary>
    public long Open => Total - Done - Empty - Skipped - Failed - Quarantined;

    /// <summary>Gets the units that have an outcome, whichever.</summary>
    public long Ended => Total - Open;

    /// <summary>Gets the share of units that have an outcome, 0 to 100: what every page and line calls how far a job is.</summary>
    public double Percent => PercentOf(Ended, Total);

    /// <summary>Gets a share in percent, 0 to 100; of nothing everything is there.</summary>
    /// <param name="part">Units that count.</param>
    /// <param name="whole">All units.</param>
    public static double PercentOf(long part, long whole) => whole == 0 ? 100 : 100.0 * part / whole;
}

/// <summary>Failures of one kind: the same category and the same text with its numbers and names taken out.</summary>
/// <param name="Category">As <see cref="Outcomes.FailureCategories.Name"/> writes it.</param>
/// <param name="Text">The normalised text.</param>
/// <param name="Count">Units.</param>
/// <param name="Sample">The key of one of them.</param>
/// <param name="SampleText">Its text as it was.</param>
public sealed record FailureGroup(string Category, string Text, long Count, string Sample, string SampleText);

/// <summary>A consistent view of a run at one instant.</summary>
public sealed record RunProgress
{
    /// <summary>Gets the run's number for people.</summary>
    public int Run { get; init; }

    /// <summary>Gets the units by state.</summary>
    public required UnitCounts Units { get; init; }

    /// <summary>Gets the units that got their outcome in this run.</summary>
    public long UnitsThisRun { get; init; }

    /// <summary>
    /// Gets how many units got each outcome in this run, in the order of <see cref="Outcomes.UnitOutcome"/>; empty before the first answer. Never goes
    /// down: a unit that is made again counts each time.
    /// </summary>
    public ImmutableArray<long> EndedThisRun { get; init; } = [];

    /// <summary>Gets the rows committed in this run.</summary>
    public long Rows { get; init; }

    /// <summary>Gets the units that failed for good, or were set apart, in this run.</summary>
    public long FailedThisRun { get; init; }

    /// <summary>Gets the units that were declined in this run.</summary>
    public long SkippedThisRun { get; init; }

    /// <summary>Gets the units that brought rows in this run.</summary>
    public long UnitsWithRows { get; init; }

    /// <summary>Gets the rows committed in this run by table, in the order of the tables' names.</summary>
    public ImmutableArray<TableCount> Tables { get; init; } = [];

    /// <summary>Gets the units that failed for good in this run, in the order in which they did; at most 100.</summary>
    public ImmutableArray<FailedUnit> FailedUnits { get; init; } = [];

    /// <summary>Gets the rows committed in the runs before.</summary>
    public long RowsBefore { get; init; }

    /// <summary>Gets the number of the last journal event that the counts have taken in.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the last sink commit that the counts have taken in.</summary>
    public long Commits { get; init; }

    /// <summary>Gets how many groups the sink took in this run.</summary>
    public long Groups { get; init; }

    /// <summary>Gets how long the sink took for them, in sum.</summary>
    public TimeSpan CommitTime { get; init; }

    /// <summary>Gets the requests made in this run.</summary>
    public long Requests { get; init; }

    /// <summary>Gets the requests a second that the job, or whoever changed it, allows; null means any number.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Gets the attempts that failed in this run and were tried again.</summary>
    public long Retries { get; init; }

    /// <summary>Gets the duplicate items seen in this run.</summary>
    public long Duplicates { get; init; }

    /// <summary>Gets the rows that were set aside in this run, because they could not be taken.</summary>
    public long Rejected { get; init; }

    /// <summary>Gets the units that workers hold now.</summary>
    public int InFlight { get; init; }

    /// <summary>Gets the units handed to the writer and not yet journaled.</summary>
    public int Uncommitted { get; init; }

    /// <summary>Gets the number of workers wanted.</summary>
    public int Workers { get; init; }

    /// <summary>Gets what people have changed while the run goes on.</summary>
    public RunControl Control { get; init; } = RunControl.Untouched;

    /// <summary>
    /// Gets the slots lost to attempts that did not end when they were told to. Each worker has begun anew, so that as many work as before; each
    /// lost slot holds a thread and a connection until the process ends.
    /// </summary>
    public int LostSlots { get; init; }

    /// <summary>Gets the wave that runs now, from 0, and how many there are.</summary>
    public (long Current, long Count) Wave { get; init; }

    /// <summary>Gets how long the run has lasted.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Gets units a second over the last 30 s or so; 0 before the first.</summary>
    public double UnitsPerSecond { get; init; }

    /// <summary>Gets the time left as an interval that holds the truth four times out of five; null when it cannot be told yet.</summary>
    public EtaInterval? Eta { get; init; }

    /// <summary>Gets what is only told to who asks for it; null when nobody did.</summary>
    public RunDetail? Detail { get; init; }

    /// <summary>Gets where the time of the workers went so far.</summary>
    public Waits Waits { get; init; } = Waits.None;

    /// <summary>Gets the units that were not begun because other jobs are not as far as they need.</summary>
    public long NotReady { get; init; }

    /// <summary>Gets what most of them wait for, in words; null when there are none.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Gets what the run waits for when nothing moves, or null.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Gets when the source, which is closed, opens again; null when it is open, or nobody knows.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>Gets what was odd about units and was no failure, by kind, most frequent first; at most 20. Units of this run.</summary>
    public ImmutableArray<FailureGroup> Warnings { get; init; } = [];

    /// <summary>Gets the failures by kind, most frequent first; at most 20.</summary>
    public ImmutableArray<FailureGroup> Failures { get; init; } = [];
}
