namespace ActorBackfill.Domain.Progress;

/// <summary>A unit that failed for good in a run.</summary>
/// <param name="Key">The unit.</param>
/// <param name="Category">As <see cref="Outcomes.FailureCategories.Name"/> writes it.</param>
/// <param name="Text">One sentence.</param>
public sealed record FailedUnit(string Key, string Category, string Text);
