using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Host.Exports;

/// <summary>How one date ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Rows">Its rows; 0 unless it is done.</param>
/// <param name="Text">Why it failed or was declined; null when it was not.</param>
internal sealed record EndedDate(UnitOutcome Outcome, long Rows, string? Text);
