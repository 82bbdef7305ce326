namespace ActorBackfill.Domain.Gates;

/// <summary>How much of what was expected is there; the same in reports, in gates and on rows made from it.</summary>
/// <param name="Expected">What should be there.</param>
/// <param name="Actual">What is there, at most <paramref name="Expected"/>.</param>
public sealed record Completeness(long Expected, long Actual)
{
    /// <summary>Gets the share in percent from which what is there may be used in production. Default 100.</summary>
    public decimal ReadyFromPercent { get; init; } = 100;

    /// <summary>Gets what is not there.</summary>
    public long Missing => Expected - Actual;

    /// <summary>Gets the share in percent, rounded down to two decimals so that 100 means all; 100 when nothing is expected.</summary>
    public decimal Percent => Expected == 0 ? 100 : Math.Floor(Actual * 10_000m / Expected) / 100;

    /// <summary>Gets whether all of it is there.</summary>
    public bool IsComplete => Actual == Expected;

    /// <summary>Gets whether enough is there to be used. Where nothing was expected nothing is ready.</summary>
    public bool IsProductionReady => Expected > 0 && Actual * 100m >= ReadyFromPercent * Expected;
}
