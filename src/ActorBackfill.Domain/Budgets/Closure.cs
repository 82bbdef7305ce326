namespace ActorBackfill.Domain.Budgets;

/// <summary>A time in which no request starts because the server asked for it, and the slow start after it.</summary>
/// <param name="From">When it began, on the budget's time.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">What the server said.</param>
public sealed record Closure(TimeSpan From, TimeSpan Until, string Reason)
{
    /// <summary>The share of the limit at which a source begins when it opens again.</summary>
    public const double FirstShare = 0.5;

    // A server that was too busy for ten minutes need not be nursed for ten more.
    private static readonly TimeSpan LongestRamp = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long the slow start takes: as long as the source was closed, at most 10 s.</summary>
    public TimeSpan Ramp => Until - From < LongestRamp ? Until - From : LongestRamp;

    /// <summary>Gets the share of the limit that holds: 0 while it is closed, half when it opens, then growing to 1.</summary>
    /// <param name="now">The budget's time.</param>
    public double Share(TimeSpan now) =>
        now < Until ? 0
        : now >= Until + Ramp ? 1
        : FirstShare + ((1 - FirstShare) * ((now - Until) / Ramp));
}
