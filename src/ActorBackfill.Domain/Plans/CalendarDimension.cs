using System.Globalization;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>Days or months of a range, both ends included. Coordinates are day numbers since 0001-01-01, or months since year 0.</summary>
public sealed class CalendarDimension : Dimension
{
    private readonly CalendarDimensionDefinition _definition;
    private readonly long _first;

    /// <summary>Creates the dimension; bounds snap outward to whole steps.</summary>
    /// <param name="definition">The range.</param>
    /// <exception cref="PlanException">Its end is before its start.</exception>
    public CalendarDimension(CalendarDimensionDefinition definition)
        : base(definition)
    {
        _definition = definition;
        _first = CoordinateOf(definition.First);
        Count = CoordinateOf(definition.Last) - _first + 1;
        if (Count < 1)
        {
            throw new PlanException(string.Create(
                CultureInfo.InvariantCulture, $"dimension '{Name}' ends on {definition.Last:yyyy-MM-dd}, before it starts on {definition.First:yyyy-MM-dd}"));
        }
    }

    /// <inheritdoc/>
    public override long Count { get; }

    /// <inheritdoc/>
    public override int FixedBits => 22;

    /// <inheritdoc/>
    public override (long Least, long Most) Coordinates => (_first, _first + Count - 1);

    /// <summary>Gets whether the bounds as given were not whole steps and have been moved outward.</summary>
    public bool IsSnapped => FirstDay(_first) != _definition.First || LastDay(_first + Count - 1) != _definition.Last;

    /// <inheritdoc/>
    public override string Description => NaturalValue(0) + ".." + NaturalValue(Count - 1)
        + (IsSnapped && _definition.Step != CalendarStep.Day
            ? string.Create(CultureInfo.InvariantCulture, $" (whole {_definition.Step.ToString().ToLowerInvariant()}s around {_definition.First:yyyy-MM-dd}..{_definition.Last:yyyy-MM-dd})")
            : "");

    /// <inheritdoc/>
    public override long? CoordinateOf(string value) =>
        DateOnly.TryParseExact(value, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? CoordinateOf(date) : null;

    /// <inheritdoc/>
    public override string? ValueOf(long coordinate) =>
        coordinate >= CoordinateOf(DateOnly.MinValue) && coordinate <= CoordinateOf(DateOnly.MaxValue) ? Text(FirstDay(coordinate)) : null;

    /// <inheritdoc/>
    public override bool IsOpenAt(long index, DateOnly today) => LastDay(_first + Turn(index)) >= today;

    /// <inheritdoc/>
    protected override string NaturalValue(long index) => Text(FirstDay(_first + index));

    /// <inheritdoc/>
    protected override long NaturalCoordinate(long index) => _first + index;

    /// <inheritdoc/>
    protected override long NaturalIndex(string value) => CoordinateOf(value) is { } coordinate ? NaturalIndexOfCoordinate(coordinate) : -1;

    /// <inheritdoc/>
    protected override long NaturalIndexOfCoordinate(long coordinate) =>
        coordinate >= _first && coordinate < _first + Count ? coordinate - _first : -1;

    private string Format => _definition.Step == CalendarStep.Day ? "yyyy-MM-dd" : "yyyy-MM";

    // "o" is the day's format too, and has a way of its own through the framework: a custom format takes three times as long.
    private string Text(DateOnly date) => date.ToString("o", CultureInfo.InvariantCulture) is var day && _definition.Step == CalendarStep.Day ? day : day[..7];

    private long CoordinateOf(DateOnly date) => _definition.Step == CalendarStep.Day ? date.DayNumber : (date.Year * 12L) + date.Month - 1;

    private DateOnly FirstDay(long coordinate) => _definition.Step == CalendarStep.Day
        ? DateOnly.FromDayNumber((int)coordinate)
        : new DateOnly((int)(coordinate / 12), (int)(coordinate % 12) + 1, 1);

    private DateOnly LastDay(long coordinate)
    {
        var first = FirstDay(coordinate);
        return _definition.Step == CalendarStep.Day ? first : new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month));
    }
}
