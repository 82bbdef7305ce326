using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Host.ReadModels;

/// <summary>What the read model keeps of a unit that is not plainly done: not settled, or settled after more than one attempt.</summary>
/// <param name="Ordinal">Which.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Attempt">The attempt that ended it, from 1.</param>
/// <param name="Category">Why it ended without rows; null for settled and skipped ones.</param>
/// <param name="Group">Its failure group; null when it did not fail.</param>
/// <param name="Text">One sentence; null for settled ones.</param>
/// <param name="Milliseconds">How long the last attempt took.</param>
/// <param name="Rows">Rows it brought.</param>
/// <param name="Run">In which run it ended; 0 when it was taken over from a ledger.</param>
/// <param name="At">When.</param>
internal sealed record NotedUnit(
    long Ordinal, UnitOutcome Outcome, int Attempt, string? Category, long? Group, string? Text, int Milliseconds, long Rows, int Run, DateTimeOffset At);

/// <summary>Failures of one kind: the same category and the same text with its numbers and names taken out.</summary>
/// <param name="Id">Its number for people, in the order in which the job first saw the kinds; stays what it is when the model is rebuilt.</param>
/// <param name="Category">Why, as the journal has it.</param>
/// <param name="Cause">The normalised text.</param>
/// <param name="Count">Units of the plan that are in it now; 0 when all were done since.</param>
/// <param name="Quarantined">Those of them that are set apart.</param>
/// <param name="First">When the first unit failed so.</param>
/// <param name="Last">When the last one did.</param>
/// <param name="Sample">The key of the first unit.</param>
/// <param name="SampleText">Its text as it was.</param>
internal sealed record TriageGroup(
    long Id, string Category, string Cause, long Count, long Quarantined, DateTimeOffset First, DateTimeOffset Last, string Sample, string SampleText);

/// <summary>One run of a job, as the journal tells it.</summary>
internal sealed record RunRow
{
    /// <summary>Gets its number for people.</summary>
    public required int Number { get; init; }

    /// <summary>Gets its id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Gets the machine it ran on.</summary>
    public required string Host { get; init; }

    /// <summary>Gets its process.</summary>
    public int ProcessId { get; init; }

    /// <summary>Gets the fingerprint of its plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Gets the units of its plan.</summary>
    public long Units { get; init; }

    /// <summary>Gets whether finished units ran again.</summary>
    public bool RunsAgain { get; init; }

    /// <summary>Gets when it last wrote an event.</summary>
    public DateTimeOffset LastAt { get; set; }

    /// <summary>Gets when it ended in order, or null: it goes on, or was killed.</summary>
    public DateTimeOffset? Ended { get; set; }

    /// <summary>Gets how it ended, or null.</summary>
    public RunEnd? End { get; set; }

    /// <summary>Gets how many units ended in it, by outcome; a unit that failed and was then done in the same run counts in both.</summary>
    public long[] Outcomes { get; init; } = new long[5];

    /// <summary>Gets the rows it committed.</summary>
    public long Rows { get; set; }

    /// <summary>Gets the attempts that failed and were made again.</summary>
    public long Retries { get; set; }

    /// <summary>Gets the time of all last attempts together, in milliseconds.</summary>
    public long Milliseconds { get; set; }

    /// <summary>Gets how long it lasted: until it ended, or until it last wrote something.</summary>
    public TimeSpan Duration => (Ended ?? LastAt) - Started;
}

/// <summary>Something that somebody or something did to the job beside running units: asked for units again, opened a breaker.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, kebab case: <c>requeued</c>.</param>
/// <param name="By">Who; null when it was the program.</param>
/// <param name="Text">In words; null when the kind says it.</param>
/// <param name="Units">How many units; null when it is not about units.</param>
internal sealed record ChangeRow(DateTimeOffset At, string Kind, string? By, string? Text, long? Units);

/// <summary>How many units of a dimension's value, or of a few neighbouring ones, have an outcome.</summary>
/// <param name="Dimension">The dimension's name.</param>
/// <param name="First">Coordinate of the first of the values.</param>
/// <param name="Width">How many neighbouring coordinates are counted together, at least 1.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Units">How many.</param>
internal sealed record TallyRow(string Dimension, long First, long Width, UnitOutcome Outcome, long Units);
