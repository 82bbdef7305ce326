using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Domain.Progress.Estimating;
using ActorBackfill.Engine.Dispatching;
using Akka.Actor;

namespace ActorBackfill.Engine.Statistics;

/// <summary>Command, supervisor to stats: a run begins with these counts.</summary>
/// <param name="Run">Its number for people.</param>
/// <param name="Units">Units of the plan by state.</param>
internal sealed record BeginCounting(int Run, UnitCounts Units)
{
    /// <summary>Gets the rows of the runs before.</summary>
    public long RowsBefore { get; init; }

    /// <summary>Gets the estimate of the end; stats owns it from now on. Null makes none.</summary>
    public RunEta? Eta { get; init; }
}

/// <summary>Event, supervisor to stats: units have ended and took so long.</summary>
/// <param name="At">How long the run had worked.</param>
/// <param name="Workers">Workers at that time.</param>
/// <param name="Units">Ordinal, and milliseconds of the last attempt.</param>
internal sealed record UnitsMeasured(TimeSpan At, int Workers, ImmutableArray<(long Ordinal, int Milliseconds)> Units);

/// <summary>Event, supervisor to stats: units got their outcome.</summary>
/// <param name="Changes">How many went from one outcome (null: none) to another.</param>
/// <param name="Rows">Rows committed with them.</param>
internal sealed record OutcomesChanged(ImmutableArray<(UnitOutcome? From, UnitOutcome To, int Count)> Changes, long Rows);

/// <summary>Event, supervisor to stats: units are quarantined, because somebody parked them. They did not end in this run by that.</summary>
/// <param name="From">The outcome of each until now; null when it had none.</param>
/// <param name="Left">How many of them the run was still to deal.</param>
internal sealed record OutcomesParked(ImmutableArray<UnitOutcome?> From, long Left);

/// <summary>Event, supervisor to stats: units have no outcome any more, because somebody wants them again.</summary>
/// <param name="Units">The units whose outcome holds no more; those with rows in the sink keep theirs.</param>
/// <param name="Dealt">How many units are dealt again, those with rows among them.</param>
internal sealed record OutcomesWithdrawn(ImmutableArray<WithdrawnOutcome> Units, long Dealt);

/// <summary>A unit that has no outcome any more.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Outcome">What it had.</param>
/// <param name="Closed">How it ended in this run; null when that was an earlier one.</param>
internal sealed record WithdrawnOutcome(string Key, UnitOutcome Outcome, ClosedUnit? Closed);

/// <summary>Event, supervisor to stats: a unit failed for good.</summary>
/// <param name="Key">The unit.</param>
/// <param name="Category">Why.</param>
/// <param name="Text">One sentence.</param>
internal sealed record UnitFailedForGood(string Key, FailureCategory Category, string Text);

/// <summary>Event, supervisor to stats: a lease has ended.</summary>
/// <param name="Requests">Requests made.</param>
/// <param name="Duplicates">Duplicate rows dropped.</param>
/// <param name="Retries">Attempts that failed and will be made again.</param>
/// <param name="Warnings">What was odd about its units.</param>
internal sealed record WorkCounted(int Requests, int Duplicates, int Retries, ImmutableArray<UnitWarning> Warnings);

/// <summary>What the supervisor sees at this instant and stats cannot know.</summary>
/// <param name="InFlight">Units that workers hold.</param>
/// <param name="Uncommitted">Units handed over and not journaled.</param>
/// <param name="Workers">Workers.</param>
/// <param name="Wave">The wave that runs, from 0.</param>
/// <param name="Waves">How many there are.</param>
/// <param name="WaitingFor">What the run waits for, or null.</param>
internal sealed record Gauges(int InFlight, int Uncommitted, int Workers, long Wave, long Waves, string? WaitingFor)
{
    /// <summary>Gets what people have changed.</summary>
    public RunControl Control { get; init; } = RunControl.Untouched;

    /// <summary>Gets the number of the last journal event that the counts have taken in.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the last sink commit that they have taken in.</summary>
    public long Commits { get; init; }

    /// <summary>Gets how long the run has worked.</summary>
    public TimeSpan Worked { get; init; }

    /// <summary>Gets where that time went.</summary>
    public Waits Waits { get; init; } = Waits.None;

    /// <summary>Gets what workers hold; of a lease of several units the first.</summary>
    public ImmutableArray<RunningUnit> Running { get; init; } = [];

    /// <summary>Gets the requests a second that the source allows; null means any number.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Gets the units that other jobs hold back.</summary>
    public long NotReady { get; init; }

    /// <summary>Gets what most of them wait for, in words; null when there are none.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Gets how long nothing can start.</summary>
    public TimeSpan Blocked { get; init; }

    /// <summary>Gets what each worker does, and what is shut; null when nobody wants to know.</summary>
    public RunDetail? Detail { get; init; }

    /// <summary>Gets the slots that were lost to attempts that did not end.</summary>
    public int LostSlots { get; init; }

    /// <summary>Gets when the source, which is closed, opens again; null when it is open, or nobody knows.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }
}

/// <summary>Query, supervisor to stats, answered by a <see cref="RunProgress"/> to whoever asked.</summary>
/// <param name="Gauges">What the supervisor sees.</param>
/// <param name="ReplyTo">Who asked.</param>
internal sealed record ReportProgress(Gauges Gauges, IActorRef ReplyTo);
