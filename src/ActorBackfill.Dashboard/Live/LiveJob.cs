using System.Collections.Immutable;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Dashboard.Live;

/// <summary>How far a job is, and what it does now: what the overview, the workers and the limits show. One consistent view at <see cref="Sequence"/>.</summary>
public sealed record LiveJob
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets its state in one word, as <c>status</c> says it.</summary>
    public required string State { get; init; }

    /// <summary>Gets the number of the last journal event that the counts have taken in.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the units of its plan by state.</summary>
    public required UnitCounts Units { get; init; }

    /// <summary>Gets the rows of all runs.</summary>
    public required long Rows { get; init; }

    /// <summary>Gets the last run; null before the first.</summary>
    public LiveRun? Run { get; init; }

    /// <summary>Gets what the run tells while it goes on; null when none does, or it does not answer.</summary>
    public RunNow? Now { get; init; }

    /// <summary>Gets how its source's budget stands; null when it has none.</summary>
    public SourceLimit? Limit { get; init; }

    /// <summary>Gets the breakers that are open.</summary>
    public ImmutableArray<OpenBreaker> Breakers { get; init; } = [];

    /// <summary>Gets what failed, by kind, most frequent first.</summary>
    public ImmutableArray<FailureGroup> Failures { get; init; } = [];

    /// <summary>Gets who changed what in the last run, oldest first.</summary>
    public ImmutableArray<RunChange> Changes { get; init; } = [];

    /// <summary>Gets the room that it takes.</summary>
    public JobStorage Storage { get; init; } = new(0, 0, null);

    /// <summary>Gets what to do next.</summary>
    public required NextStep Next { get; init; }

    /// <summary>Gets whether the dashboard takes commands.</summary>
    public bool MayControl { get; init; }

    /// <summary>Gets whether it is a run of a job that was submitted to a server: commands are for the job, over all its runs.</summary>
    public bool IsSubmitted { get; init; }

    /// <summary>Gets for how many seconds the run that goes on has not answered; null when it answers, or none goes on.</summary>
    public double? SilentSeconds { get; init; }

    /// <summary>Gets why what is shown may be old; null when it is of now.</summary>
    public string? Stale => SilentSeconds is { } silent ? $"No answer for {Figures.Duration(silent)}: the run is frozen, or very busy. What is shown is what its journal says." : null;

    /// <summary>Gets why there is nothing of a run to show, when there is not: none goes on, or the one that does says nothing.</summary>
    public string Silence => SilentSeconds is not null ? "The run does not answer: it is frozen, or very busy."
        : State == "running" ? "The run does not answer: it is just starting."
        : "Nothing runs.";

    /// <summary>Gets the share of units that have an outcome, 0 to 100.</summary>
    public double Percent => Units.Percent;

    /// <summary>
    /// Gets the share of rows that are there, 0 to 100, by the rows that units have brought so far; null before the first. Units that failed or
    /// were declined bring none, so that this may be less than <see cref="Percent"/>.
    /// </summary>
    public double? PercentOfRows => Units.Done + Units.Empty is > 0 and var settled && Rows > 0
        ? 100.0 * settled / Math.Max(settled, Units.Total - Units.Skipped)
        : null;
}

/// <summary>One run from its start to its end.</summary>
/// <param name="Number">For people.</param>
/// <param name="Started">When it began.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Ended">When it ended in order; null when it goes on, or was killed.</param>
public sealed record LiveRun(int Number, DateTimeOffset Started, string Host, int ProcessId, DateTimeOffset? Ended);

/// <summary>Somebody changed something while a run went on.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who.</param>
/// <param name="Command">What.</param>
/// <param name="Value">To what; null where there is nothing to say.</param>
public sealed record RunChange(DateTimeOffset At, string Who, string Command, string? Value);

/// <summary>The room that a job takes.</summary>
/// <param name="JournalBytes">Its journal.</param>
/// <param name="LogBytes">The journal's log (<c>-wal</c>).</param>
/// <param name="FreeBytes">Free on the disk of its directory; null when that is not known.</param>
public sealed record JobStorage(long JournalBytes, long LogBytes, long? FreeBytes);

/// <summary>What to do next.</summary>
/// <param name="Text">One sentence.</param>
/// <param name="Command">The exact command of the console; null when nothing is to be done.</param>
public sealed record NextStep(string Text, string? Command);
