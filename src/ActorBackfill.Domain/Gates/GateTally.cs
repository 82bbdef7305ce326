namespace ActorBackfill.Domain.Gates;

/// <summary>Counts expected keys against what is there, for the whole gate, a table, or a value of a dimension. Not thread safe.</summary>
/// <param name="name">What is counted: a table's name, a value, or the job's name.</param>
/// <param name="rule">What is demanded.</param>
public sealed class GateTally(string name, GateRule rule)
{
    /// <summary>Gets what is counted.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the keys that are expected.</summary>
    public long Expected { get; private set; }

    /// <summary>Gets those that are there, with rows near enough to what is expected.</summary>
    public long Covered { get; private set; }

    /// <summary>Gets those that are there with too many or too few rows.</summary>
    public long Off { get; private set; }

    /// <summary>Gets those that are not there.</summary>
    public long Missing => Expected - Covered - Off;

    /// <summary>Gets the covered share in percent, rounded down to two decimals so that 100 means all; 0 when nothing is expected.</summary>
    public decimal Percent => Expected == 0 ? 0 : Math.Floor(Covered * 10_000m / Expected) / 100;

    /// <summary>Gets whether enough is covered. Where nothing is expected nothing is proved.</summary>
    public bool IsMet => Expected > 0 && rule.IsMet(Covered, Expected);

    /// <summary>Counts one expected key.</summary>
    /// <param name="isThere">Whether it is there at all.</param>
    /// <param name="expectedRows">The rows it should have; null when any number is right.</param>
    /// <param name="actualRows">The rows it has; null when nobody can tell.</param>
    /// <returns>Whether it is covered.</returns>
    public bool Add(bool isThere, long? expectedRows = null, long? actualRows = null)
    {
        Expected++;
        if (!isThere)
        {
            return false;
        }

        var isCovered = rule.Accepts(expectedRows, actualRows);
        Covered += isCovered ? 1 : 0;
        Off += isCovered ? 0 : 1;
        return isCovered;
    }
}
