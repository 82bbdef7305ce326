using System.Globalization;

namespace ActorBackfill.Domain.Readiness;

/// <summary>How much of what a unit is made from is there. All zero and not ready where nothing is known.</summary>
/// <param name="Expected">How many there should be.</param>
/// <param name="Actual">How many there are.</param>
/// <param name="Required">The share from which on a unit is production ready, 0 to 1.</param>
public readonly record struct Completeness(long Expected, long Actual, double Required = 1)
{
    /// <summary>The names of what a column can ask for as <c>$completeness.NAME</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["expected", "actual", "missing", "percent", "is_complete", "is_production_ready"];

    /// <summary>Gets how many are missing, at least 0.</summary>
    public long Missing => Math.Max(0, Expected - Actual);

    /// <summary>Gets the share that is there in percent, 0 to 100; 0 when nothing is expected.</summary>
    public double Percent => Expected <= 0 ? 0 : Math.Min(100, 100.0 * Actual / Expected);

    /// <summary>Gets whether all is there; false when nothing is expected.</summary>
    public bool IsComplete => Expected > 0 && Actual >= Expected;

    /// <summary>Gets whether as much is there as is required; exactly that much is enough.</summary>
    // Compared as numbers of units: 95 % of 20 are 19, whatever 0.95 is in binary.
    public bool IsProductionReady => Expected > 0 && Actual + 1e-9 >= Required * Expected;

    /// <summary>Gets one of the values by its name, as a row stores it; null for a name that there is none of.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public object? Value(string name) => name switch
    {
        "expected" => Expected,
        "actual" => Actual,
        "missing" => Missing,
        "percent" => Percent,
        "is_complete" => IsComplete,
        "is_production_ready" => IsProductionReady,
        _ => null,
    };

    /// <summary>Gets it in words: <c>91.0 % (10/11)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Percent:0.0} % ({Actual}/{Expected})");
}
