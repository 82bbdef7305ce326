using System.Globalization;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// Days, weeks, months or other periods of a range, both ends included. Coordinates are those of the <see cref="CalendarGrid"/>: day
/// numbers since 0001-01-01, months since year 0.
/// </summary>
public sealed class CalendarDimension : Dimension, IPeriods
{
    private readonly CalendarDimensionDefinition _definition;
    private readonly CalendarGrid _grid;
    private readonly EnclosingPeriods _around;
    private readonly long _first;

    /// <summary>Creates the dimension; bounds snap outward to whole steps.</summary>
    /// <param name="definition">The range; its step is one of days or months.</param>
    /// <param name="now">The current time: a period that ends on the zone's today, or later, is open. Null means that none is.</param>
    /// <exception cref="PlanException">Its end is before its start.</exception>
    public CalendarDimension(CalendarDimensionDefinition definition, DateTimeOffset? now = null)
        : base(definition)
    {
        _definition = definition;
        _grid = new CalendarGrid(definition.Step);
        _around = new EnclosingPeriods(definition.Within);
        if (definition.Last < definition.First)
        {
            throw new PlanException(string.Create(
                CultureInfo.InvariantCulture, $"dimension '{Name}' ends on {definition.Last:yyyy-MM-dd}, before it starts on {definition.First:yyyy-MM-dd}"));
        }

        _first = _grid.CoordinateOf(definition.First);
        Count = _grid.CoordinateOf(definition.Last) - _first + 1;
        FirstOpen = now is { } time ? Math.Max(0, _grid.CoordinateOf(Today(time, definition.Zone)) - _first) : long.MaxValue;
    }

    /// <inheritdoc/>
    public override long Count { get; }

    /// <inheritdoc/>
    public override int FixedBits => 22;

    /// <inheritdoc/>
    public override string Shape => _definition.Step is { Shift: 0 } step ? step.Name : $"{_definition.Step.Name}+{_definition.Step.Shift}";

    /// <inheritdoc/>
    public override (long Least, long Most) Coordinates => (_first, _first + Count - 1);

    /// <summary>Gets whether the bounds as given were not whole steps and have been moved outward.</summary>
    public bool IsSnapped => _grid.FirstDay(_first) != _definition.First || _grid.LastDay(_first + Count - 1) != _definition.Last;

    /// <inheritdoc/>
    public override string Description => NaturalValue(0) + ".." + NaturalValue(Count - 1)
        + (IsSnapped
            ? string.Create(CultureInfo.InvariantCulture, $" (whole {Plural(_definition.Step)} around {_definition.First:yyyy-MM-dd}..{_definition.Last:yyyy-MM-dd})")
            : "")
        + (_definition.Zone.Id == TimeZoneInfo.Utc.Id ? "" : $" in {_definition.Zone.Id}");

    /// <summary>Gets the date in a zone.</summary>
    /// <param name="now">The time.</param>
    /// <param name="zone">The zone.</param>
    public static DateOnly Today(DateTimeOffset now, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    /// <inheritdoc/>
    public override long? CoordinateOf(string value) => _grid.TryParse(value);

    /// <inheritdoc/>
    public override string? ValueOf(long coordinate) => coordinate >= _grid.Least && coordinate <= _grid.Most ? _grid.Text(coordinate) : null;

    /// <inheritdoc/>
    public override string? FactOf(string value, string fact) => _grid.TryParse(value) is { } coordinate
        ? PeriodFacts.Of(fact, _grid.FirstDay(coordinate), _grid.LastDay(coordinate)) ?? _around.Of(fact, _grid.FirstDay(coordinate))
        : null;

    /// <inheritdoc/>
    public (DateOnly First, DateOnly Last) Days => (_grid.FirstDay(_first), _grid.LastDay(_first + Count - 1));

    /// <inheritdoc/>
    public int YearOf(DateOnly day) => _grid.YearOf(day);

    /// <inheritdoc/>
    public IReadOnlyList<(long First, long Count)> CoordinatesIn(string period)
    {
        if (_grid.TryParse(period) is { } one)
        {
            return [.. CalendarSpan.Clip(CoordinateRuns(), one, one)];
        }

        return _grid.StartingIn(period) is var (from, to) ? [.. CalendarSpan.Clip(CoordinateRuns(), from, to)] : [];
    }

    /// <inheritdoc/>
    protected override string NaturalValue(long index) => _grid.Text(_first + index);

    /// <inheritdoc/>
    protected override long NaturalCoordinate(long index) => _first + index;

    /// <inheritdoc/>
    protected override long NaturalIndex(string value) => CoordinateOf(value) is { } coordinate ? NaturalIndexOfCoordinate(coordinate) : -1;

    /// <inheritdoc/>
    protected override long NaturalIndexOfCoordinate(long coordinate) =>
        coordinate >= _first && coordinate < _first + Count ? coordinate - _first : -1;

    private static string Plural(CalendarStep step) => step.Name.EndsWith('s') ? $"steps of {step.Name}" : step.Name + "s";
}
