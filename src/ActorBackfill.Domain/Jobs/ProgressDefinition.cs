namespace ActorBackfill.Domain.Jobs;

/// <summary>What the rate of the counted progress is told in.</summary>
public enum ProgressRate
{
    /// <summary>Units an hour, with counts, shares and rows.</summary>
    Hour,

    /// <summary>Units a second, in the short words of work that takes minutes; a line at the start and the end, too.</summary>
    Second,
}

/// <summary><c>progress { ... }</c>: how often a run that is not watched at a terminal says how far it is, and in whose words.</summary>
/// <param name="Every">A line after so many units of the run, 1 to 1,000,000; null means every 30 s or 5 %. Key <c>every</c>.</param>
/// <param name="Noun">What a unit is called in the singular, <c>day</c>: then rates are told as days/hour, too. Key <c>noun</c>; default <c>unit</c>.</param>
/// <param name="Per">What the rate is told in. Key <c>per</c>; default hour.</param>
public sealed record ProgressDefinition(int? Every = null, string Noun = "unit", ProgressRate Per = ProgressRate.Hour);
