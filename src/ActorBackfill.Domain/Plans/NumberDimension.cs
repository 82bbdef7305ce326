using System.Globalization;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>Whole numbers of a range. The coordinate is the number itself.</summary>
public sealed class NumberDimension : Dimension
{
    private readonly NumberDimensionDefinition _definition;

    /// <summary>Creates the dimension.</summary>
    /// <param name="definition">The range.</param>
    /// <exception cref="PlanException">Its end is before its start, its step less than 1, or it has too many numbers.</exception>
    public NumberDimension(NumberDimensionDefinition definition)
        : base(definition)
    {
        _definition = definition;
        if (definition.Step < 1 || definition.Last < definition.First)
        {
            throw new PlanException(string.Create(
                CultureInfo.InvariantCulture, $"dimension '{Name}': {definition.First}..{definition.Last} by {definition.Step} has no numbers"));
        }

        var steps = ((Int128)definition.Last - definition.First) / definition.Step;
        Count = steps < Plan.MaxUnits ? (long)steps + 1 : throw new PlanException($"dimension '{Name}' has more than {Plan.MaxUnits} numbers");
    }

    /// <inheritdoc/>
    public override long Count { get; }

    /// <inheritdoc/>
    public override int FixedBits => 0;

    /// <inheritdoc/>
    public override (long Least, long Most) Coordinates => (NaturalCoordinate(0), NaturalCoordinate(Count - 1));

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{_definition.First}..{_definition.Last}")
        + (_definition.Step == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" step {_definition.Step}"));

    /// <inheritdoc/>
    public override bool IsNumber => true;

    /// <inheritdoc/>
    public override string Shape => _definition.Step == 1 ? "number" : string.Create(CultureInfo.InvariantCulture, $"numbers by {_definition.Step}");

    /// <inheritdoc/>
    public override string? FactOf(string value, string fact) => (fact, CoordinateOf(value)) switch
    {
        ("start", { } number) => number.ToString(CultureInfo.InvariantCulture),
        ("end", { } number) => (number + _definition.Step - 1).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <inheritdoc/>
    public override long? CoordinateOf(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <inheritdoc/>
    public override string? ValueOf(long coordinate) => coordinate.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override string NaturalValue(long index) => NaturalCoordinate(index).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override long NaturalCoordinate(long index) => _definition.First + (index * _definition.Step);

    /// <inheritdoc/>
    protected override long NaturalIndex(string value) => CoordinateOf(value) is { } number ? NaturalIndexOfCoordinate(number) : -1;

    /// <inheritdoc/>
    protected override long NaturalIndexOfCoordinate(long coordinate) =>
        coordinate >= _definition.First && coordinate <= _definition.Last && (coordinate - _definition.First) % _definition.Step == 0
            ? (coordinate - _definition.First) / _definition.Step
            : -1;
}
