namespace ActorBackfill.Domain.Jobs;

/// <summary><c>progress { ... }</c>: how often a run that is not watched at a terminal says how far it is, and in whose words.</summary>
/// <param name="Every">A line after so many units of the run, 1 to 1,000,000; null means every 30 s or 5 %. Key <c>every</c>.</param>
/// <param name="Noun">What a unit is called in the singular, <c>day</c>: then rates are told as days/hour, too. Key <c>noun</c>; default <c>unit</c>.</param>
public sealed record ProgressDefinition(int? Every = null, string Noun = "unit");
