using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>A list of texts. The coordinate is the text's number in the <see cref="ValueRegistry"/>, which the journal keeps.</summary>
public sealed class ListDimension : Dimension
{
    private readonly ListDimensionDefinition _definition;
    private readonly ImmutableArray<string> _values;
    private readonly ValueRegistry _registry;

    // By place, its value's number; by number, its place, -1 when it is not in this plan. Null when numbers and places are the same.
    private readonly int[]? _numbers;
    private readonly int[]? _places;

    /// <summary>Creates the dimension.</summary>
    /// <param name="definition">The values, distinct.</param>
    /// <param name="registry">Knows every value of the definition.</param>
    /// <exception cref="PlanException">There is no value, or one twice.</exception>
    public ListDimension(ListDimensionDefinition definition, ValueRegistry registry)
        : base(definition)
    {
        (_definition, _values, _registry) = (definition, definition.Values, registry);
        if (_values.Length == 0)
        {
            throw new PlanException($"dimension '{Name}' has no values");
        }

        var numbers = new int[_values.Length];
        var places = new int[registry.CountOf(Name)];
        Array.Fill(places, -1);
        var isSame = places.Length == _values.Length;
        for (var i = 0; i < _values.Length; i++)
        {
            var number = numbers[i] = (int)registry.NumberOf(Name, _values[i]);
            if (places[number] >= 0)
            {
                throw new PlanException($"dimension '{Name}' has the value '{_values[i]}' twice");
            }

            places[number] = i;
            isSame &= number == i;
        }

        (_numbers, _places) = isSame ? (null, null) : (numbers, places);
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
    public override string Shape => "list";

    /// <inheritdoc/>
    public override string? FactOf(string value, string fact) =>
        NaturalIndex(value) is >= 0 and var index ? _definition.Attributes.ValueOf((int)index, fact) : null;

    /// <inheritdoc/>
    public override long? CoordinateOf(string value) => _registry.TryNumberOf(Name, value);

    /// <inheritdoc/>
    public override string? ValueOf(long coordinate) => _registry.ValueOf(Name, coordinate);

    /// <inheritdoc/>
    protected override string NaturalValue(long index) => _values[(int)index];

    /// <inheritdoc/>
    protected override long NaturalCoordinate(long index) => _numbers is null ? index : _numbers[(int)index];

    /// <inheritdoc/>
    protected override long NaturalIndex(string value) => _registry.TryNumberOf(Name, value) is { } number ? NaturalIndexOfCoordinate(number) : -1;

    /// <inheritdoc/>
    protected override long NaturalIndexOfCoordinate(long coordinate) =>
        coordinate < 0 || coordinate >= (_places?.Length ?? _values.Length) ? -1 : _places is null ? coordinate : _places[coordinate];
}
