using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// Numbers the values of list dimensions in the order in which the job first saw them, so that a unit's ordinal does not change when the
/// list grows or is sorted anew. Filled from the journal; only ever appended to. Not thread safe, but copies of it are independent.
/// </summary>
public sealed class ValueRegistry
{
    private readonly Dictionary<string, Numbered> _dimensions = new(StringComparer.Ordinal);

    /// <summary>Gets all values by dimension, in number order.</summary>
    public IEnumerable<(string Dimension, IReadOnlyList<string> Values)> All => _dimensions.OrderBy(d => d.Key, StringComparer.Ordinal)
        .Select(d => (d.Key, (IReadOnlyList<string>)d.Value.Values));

    /// <summary>Gets the number of a value.</summary>
    /// <exception cref="KeyNotFoundException">The value was never registered.</exception>
    public long NumberOf(string dimension, string value) => TryNumberOf(dimension, value)
        ?? throw new KeyNotFoundException($"value '{value}' of dimension '{dimension}' is not registered");

    /// <summary>Gets the number of a value, or null when it was never registered.</summary>
    public long? TryNumberOf(string dimension, string value) =>
        _dimensions.TryGetValue(dimension, out var known) && known.Find(value) is >= 0 and var number ? number : null;

    /// <summary>Gets the value of a number, or null.</summary>
    public string? ValueOf(string dimension, long number) =>
        _dimensions.TryGetValue(dimension, out var known) && number >= 0 && number < known.Values.Count ? known.Values[(int)number] : null;

    /// <summary>Gets how many values have numbers, of all dimensions.</summary>
    public long Count => _dimensions.Values.Sum(d => (long)d.Values.Count);

    /// <summary>Gets how many values of a dimension have numbers.</summary>
    public long CountOf(string dimension) => _dimensions.TryGetValue(dimension, out var known) ? known.Values.Count : 0;

    /// <summary>Appends values; those known already are passed over.</summary>
    /// <param name="dimension">The dimension's name.</param>
    /// <param name="values">Values in the order in which they are numbered.</param>
    public void Add(string dimension, IEnumerable<string> values)
    {
        if (!_dimensions.TryGetValue(dimension, out var known))
        {
            _dimensions[dimension] = known = new Numbered([], new TextIndex(), false);
        }

        if (!known.IsShared && values.TryGetNonEnumeratedCount(out var more) && known.Values.Count == 0)
        {
            _dimensions[dimension] = known = new Numbered(new List<string>(more), new TextIndex(more), false);
        }

        foreach (var value in values)
        {
            if (known.Find(value) >= 0)
            {
                continue;
            }

            if (known.IsShared)
            {
                _dimensions[dimension] = known = new Numbered([.. known.Values], known.Numbers.Copy(), false);
            }

            known.Numbers.TryAdd(known.Values, value);
            known.Values.Add(value);
        }
    }

    /// <summary>
    /// Takes everything another registry knows into this empty one. Nothing is copied before one of them gets a new value: a million values
    /// take 16 MB beside their texts, and a run has a handful of copies.
    /// </summary>
    /// <param name="other">The other one.</param>
    public void ShareWith(ValueRegistry other)
    {
        foreach (var (dimension, known) in other._dimensions.ToList())
        {
            _dimensions[dimension] = other._dimensions[dimension] = known with { IsShared = true };
        }
    }

    /// <summary>Gets the values of a job's lists that are not registered yet, by dimension; what the journal has to be told first.</summary>
    /// <param name="dimensions">The job's dimensions.</param>
    public ImmutableArray<(string Dimension, ImmutableArray<string> Values)> Missing(IEnumerable<DimensionDefinition> dimensions) => !dimensions.OfType<ListDimensionDefinition>().Any() ? [] :
    [
        .. dimensions.OfType<ListDimensionDefinition>()
            .Select(d => (d.Name, Values: Missing(d)))
            .Where(d => d.Values.Length > 0),
    ];

    private ImmutableArray<string> Missing(ListDimensionDefinition list) =>
        _dimensions.TryGetValue(list.Name, out var known) && known.Values.Count > 0 ? [.. list.Values.Where(v => known.Find(v) < 0)] : list.Values;

    private sealed record Numbered(List<string> Values, TextIndex Numbers, bool IsShared)
    {
        /// <summary>Gets the number of a value; -1 when it has none.</summary>
        public int Find(string value) => Numbers.Find(Values, value);
    }
}
