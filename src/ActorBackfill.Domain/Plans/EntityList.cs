using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>The entities of a list as they were read, each value once, in the order in which they came. Immutable.</summary>
/// <param name="Values">The values.</param>
/// <param name="Attributes">What else was kept of them.</param>
/// <param name="Duplicates">Rows that were dropped because their value had come before, on another page say.</param>
/// <param name="At">When they were read.</param>
public sealed record EntityList(ImmutableArray<string> Values, EntityAttributes Attributes, long Duplicates, DateTimeOffset At)
{
    /// <summary>Gets the dimension that the entities make, in the order that the job asks for.</summary>
    /// <param name="definition">The list in the job file.</param>
    public ListDimensionDefinition ToDimension(EntityListDefinition definition)
    {
        var list = new ListDimensionDefinition(definition.Name, definition.IsWave, definition.Order, Values) { Attributes = Attributes };
        var column = definition.Priority is { } priority ? Attributes.Names.IndexOf(priority) : -1;
        if (column < 0)
        {
            return list;
        }

        var keys = Attributes.Columns[column].Select(Key).ToArray();
        var places = Enumerable.Range(0, Values.Length).OrderBy(place => keys[place], Comparer<PriorityKey>.Create(static (a, b) => a.CompareTo(b))).ToArray();
        return list with
        {
            Values = [.. places.Select(p => Values[p])],
            Attributes = Attributes with { Columns = [.. Attributes.Columns.Select(c => places.Select(p => c[p]).ToImmutableArray())] },
        };
    }

    private static PriorityKey Key(string? text) => new(
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null, string.IsNullOrEmpty(text) ? null : text);

    // The largest first: numbers by size, before texts, before nothing.
    private readonly record struct PriorityKey(double? Number, string? Text)
    {
        public int CompareTo(PriorityKey other) => (Text is null, other.Text is null, Number is null, other.Number is null) switch
        {
            (true, true, _, _) => 0,
            (true, _, _, _) => 1,
            (_, true, _, _) => -1,
            (_, _, false, false) => other.Number!.Value.CompareTo(Number!.Value),
            (_, _, true, true) => string.CompareOrdinal(other.Text, Text),
            (_, _, true, false) => 1,
            _ => -1,
        };
    }
}
