using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>What became of one unit of an item.</summary>
/// <param name="Type">Which page was looked at; null is the API.</param>
/// <param name="Unit">The unit's key.</param>
/// <param name="Outcome">How it ended; null while it has not.</param>
/// <param name="Closed">Why it has no rows; null when it has, or has not ended.</param>
/// <param name="IsLost">Whether it will get no outcome any more: its source has given up.</param>
internal sealed record PartEvidence(DataType? Type, string Unit, UnitOutcome? Outcome, ClosedUnit? Closed, bool IsLost)
{
    /// <summary>Gets whether somebody wants it once more although it has its end.</summary>
    public bool IsReopened { get; init; }

    /// <summary>Gets whether it has rows.</summary>
    public bool IsDone => Outcome == UnitOutcome.Done;

    /// <summary>Gets whether it failed, or was not asked for because its source gave up.</summary>
    public bool IsFailed => IsLost || Outcome is UnitOutcome.Failed or UnitOutcome.Quarantined;

    /// <summary>Gets the category of what went wrong; blank when nothing did.</summary>
    public string Category => IsLost ? FailureCategory.Cancelled.Name() : Closed?.Category ?? "";

    /// <summary>Gets what went wrong; blank when nothing did.</summary>
    public string Text => IsLost ? "Its source gave up before it was asked for this; the job's message says why." : Closed?.Text ?? "";
}
