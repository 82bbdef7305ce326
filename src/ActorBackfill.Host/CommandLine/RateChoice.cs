namespace ActorBackfill.Host.CommandLine;

/// <summary>How many requests a second, or <c>default</c>.</summary>
/// <param name="PerSecond">Above 0; null means as the job says.</param>
public sealed record RateChoice(double? PerSecond);
