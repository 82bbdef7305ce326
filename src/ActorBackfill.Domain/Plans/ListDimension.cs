using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>A list of texts. The coordinate is the text's number in the <see cref="ValueRegistry"/>, which the journal keeps.</summary>
public sealed class ListDimension : Dimension
{
    private readonly ImmutableArray<string> _values;
    private readonly ValueRegistry _registry;
    private readonly ImmutableArray<long> _numbers;
    private readonly Dictionary<string, long> _indexes;

    /// <summary>Creates the dimension.</summary>
    /// <param name="definition">The values, distinct.</param>
    /// <param name="registry">Knows every value of the definition.</param>
    /// <exception cref="PlanException">There is no value, or one twice.</exception>
    public ListDimension(ListDimensionDefinition definition, ValueRegistry registry)
        : base(definition)
    {
        _values = definition.Values;
        _registry = registry;
        _indexes = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < _values.Length; i++)
        {
            if (!_indexes.TryAdd(_values[i], i))
            {
                throw new PlanException($"dimension '{Name}' has the value '{_values[i]}' twice");
            }
        }

        _numbers = [.. _values.Select(v => registry.NumberOf(Name, v))];
        if (_values.Length == 0)
        {
            throw new PlanException($"dimension '{Name}' has no values");
        }
    }

    /// <inheritdoc/>
    public override long Count => _values.Length;

    /// <inheritdoc/>
    public override int FixedBits => 0;

    /// <inheritdoc/>
    public override (long Least, long Most) Coordinates => (0, _registry.CountOf(Name) - 1);

    /// <inheritdoc/>
    public override string Description => _values.Length <= 10 ? string.Join(", ", _values) : $"{string.Join(", ", _values.Take(9))}, ... ({_values.Length})";

    /// <inheritdoc/>
    public override long? CoordinateOf(string value) => _registry.TryNumberOf(Name, value);

    /// <inheritdoc/>
    public override string? ValueOf(long coordinate) => _registry.ValueOf(Name, coordinate);

    /// <inheritdoc/>
    protected override string NaturalValue(long index) => _values[(int)index];

    /// <inheritdoc/>
    protected override long NaturalCoordinate(long index) => _numbers[(int)index];

    /// <inheritdoc/>
    protected override long NaturalIndex(string value) => _indexes.TryGetValue(value, out var index) ? index : -1;

    /// <inheritdoc/>
    protected override long NaturalIndexOfCoordinate(long coordinate) =>
        _registry.ValueOf(Name, coordinate) is { } value ? NaturalIndex(value) : -1;
}
