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
    // Knows what else there is to say of a value; null for units that no plan made.
    internal Plan? Plan { get; init; }

    /// <summary>Gets the value of a dimension, or something that is known of it; null when the plan has no such dimension or fact.</summary>
    /// <param name="name">The dimension's name, <c>month</c>; with a fact behind it, <c>month.start</c>, <c>player.team</c>.</param>
    public string? Value(string name)
    {
        foreach (var value in Values)
        {
            if (value.Key == name)
            {
                return value.Value;
            }
        }

        return name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Plan is not null && Value(name[..dot]) is { } of
            ? Plan.FactOf(name[..dot], of, name[(dot + 1)..])
            : null;
    }
}
