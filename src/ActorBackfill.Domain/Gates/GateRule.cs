namespace ActorBackfill.Domain.Gates;

/// <summary>What a gate demands before something else may start.</summary>
public sealed record GateRule
{
    /// <summary>Gets the share of expected keys that must be covered, in percent, 0 to 100; exactly so many pass. Default 100.</summary>
    public decimal MinPercent { get; init; } = 100;

    /// <summary>Gets by how many rows a key may differ from what is expected. Default 0; matters only where rows are expected.</summary>
    public long ToleranceRows { get; init; }

    /// <summary>Gets by how many percent of the expected rows a key may differ. Default 0; the wider of the two tolerances counts.</summary>
    public decimal TolerancePercent { get; init; }

    /// <summary>Gets whether the rows of a key are near enough to what is expected.</summary>
    /// <param name="expected">The rows that are expected; null when any number is right.</param>
    /// <param name="actual">The rows that are there; null when nobody can tell, which is right only where any number is.</param>
    public bool Accepts(long? expected, long? actual)
    {
        if (expected is not { } wanted)
        {
            return true;
        }

        var allowed = Math.Max(ToleranceRows, (decimal)wanted * TolerancePercent / 100);
        return actual is { } found && Math.Abs((decimal)found - wanted) <= allowed;
    }

    /// <summary>Gets whether so many of so many keys are enough. Exact: no rounding turns 94.9999 into 95.</summary>
    /// <param name="covered">Keys that are covered.</param>
    /// <param name="expected">Keys that are expected.</param>
    public bool IsMet(long covered, long expected) => covered * 100m >= MinPercent * expected;
}
