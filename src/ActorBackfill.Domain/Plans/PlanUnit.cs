using System.Collections.Immutable;

namespace ActorBackfill.Domain.Plans;

/// <summary>The smallest thing that is done or not done.</summary>
/// <param name="Index">Its place in this plan's order, from 0; another range or order gives another index.</param>
/// <param name="Ordinal">Its number in the journal, the same in every plan of the job.</param>
/// <param name="Key">Its name; see <see cref="UnitKey"/>.</param>
/// <param name="Values">Name and value of each dimension, in the order of the job file.</param>
/// <param name="IsOpen">Its period is not over yet: it runs, and runs again next time.</param>
public sealed record PlanUnit(
    long Index, long Ordinal, string Key, ImmutableArray<KeyValuePair<string, string>> Values, bool IsOpen = false)
{
    /// <summary>Gets the value of a dimension, or null when the plan has no such dimension.</summary>
    /// <param name="name">The dimension's name.</param>
    public string? Value(string name)
    {
        foreach (var value in Values)
        {
            if (value.Key == name)
            {
                return value.Value;
            }
        }

        return null;
    }
}
