using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>What became of one unit of an item.</summary>
/// <param name="Type">Which page was looked at; null is the API.</param>
/// <param name="Unit">The unit's key.</param>
/// <param name="Outcome">How it ended; null while it has not.</param>
/// <param name="Closed">Why it has no rows; null when it has, or has not ended.</param>
internal sealed record PartEvidence(DataType? Type, string Unit, UnitOutcome? Outcome, ClosedUnit? Closed)
{
    /// <summary>Gets whether it has rows.</summary>
    public bool IsDone => Outcome == UnitOutcome.Done;

    /// <summary>Gets whether it failed.</summary>
    public bool IsFailed => Outcome is UnitOutcome.Failed or UnitOutcome.Quarantined;
}
