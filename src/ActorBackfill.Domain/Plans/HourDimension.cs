using System.Globalization;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// Hours, or steps of several, of a range of days, as the clocks of a zone show them. Together they cover every instant once: an hour that
/// clocks leave out is no unit, one that comes twice is two (<c>T02</c>, <c>T02b</c>), and a longer step lasts as long as it lasts.
/// </summary>
public sealed class HourDimension : Dimension, IPeriods
{
    // Hours of 9999 years take 27 bits; the next one says that an hour comes for the second time.
    private const int SecondBit = 27;

    private readonly CalendarDimensionDefinition _definition;
    private readonly ZoneClock _clock;
    private readonly List<HourSegment> _segments;
    private readonly EnclosingPeriods _around;
    private readonly int _hours;

    /// <summary>Creates the dimension.</summary>
    /// <param name="definition">The range; its step is one of hours.</param>
    /// <param name="now">The current time: a period that ends later is open. Null means that none is.</param>
    /// <exception cref="PlanException">Its end is before its start.</exception>
    public HourDimension(CalendarDimensionDefinition definition, DateTimeOffset? now = null)
        : base(definition)
    {
        (_definition, _hours) = (definition, definition.Step.Count);
        _around = new EnclosingPeriods(definition.Within);
        if (definition.Last < definition.First)
        {
            throw new PlanException(string.Create(
                CultureInfo.InvariantCulture, $"dimension '{Name}' ends on {definition.Last:yyyy-MM-dd}, before it starts on {definition.First:yyyy-MM-dd}"));
        }

        var (first, last) = (NumberOf(definition.First), NumberOf(definition.Last) + (24 / _hours) - 1);
        _clock = new ZoneClock(definition.Zone, Local(first), Local(last));
        _segments = HourSegment.Of(definition.Step, _clock, first, last);
        Count = _segments.Sum(s => s.Count);
        if (Count == 0)
        {
            throw new PlanException($"dimension '{Name}' has no hours: the clocks of {definition.Zone.Id} left the whole range out");
        }

        FirstOpen = now is { } time ? FirstEndingAfter(time) : long.MaxValue;
    }

    /// <inheritdoc/>
    public override long Count { get; }

    /// <inheritdoc/>
    public override int FixedBits => SecondBit + 1;

    /// <inheritdoc/>
    public override string Shape => $"{_definition.Step.Name} {_definition.Zone.Id}";

    /// <inheritdoc/>
    public override (long Least, long Most) Coordinates =>
        (_segments.Min(s => Coordinate(s.First, s.IsSecond)), _segments.Max(s => Coordinate(s.First + s.Count - 1, s.IsSecond)));

    /// <inheritdoc/>
    public override string Description => $"{NaturalValue(0)}..{NaturalValue(Count - 1)} in {_definition.Zone.Id}";

    /// <summary>Gets when a unit begins and when it is over.</summary>
    /// <param name="value">The value as in a unit key; null is returned for one that is not in the range.</param>
    public (DateTimeOffset Start, DateTimeOffset End)? SpanOf(string value)
    {
        if (Parse(value) is not { } hour)
        {
            return null;
        }

        // The next unit begins where this one ends. Beyond the range the clocks were not looked at.
        var index = NaturalIndexOfCoordinate(Coordinate(hour.Number, hour.IsSecond));
        return index >= 0 ? (StartAt(index), StartAt(index + 1)) : null;
    }

    /// <inheritdoc/>
    public override long? CoordinateOf(string value) => Parse(value) is { } hour ? Coordinate(hour.Number, hour.IsSecond) : null;

    /// <inheritdoc/>
    public override string? ValueOf(long coordinate)
    {
        var number = coordinate & ((1L << SecondBit) - 1);
        return coordinate >= 0 && coordinate >> SecondBit is 0 or 1 && number <= NumberOf(DateOnly.MaxValue) + (24 / _hours) - 1
            ? Text(number, coordinate >> SecondBit == 1)
            : null;
    }

    /// <inheritdoc/>
    public override string? FactOf(string value, string fact) =>
        Parse(value) is { } hour && SpanOf(value) is var (start, end)
            ? PeriodFacts.Of(fact, Local(hour.Number), start, end) ?? _around.Of(fact, DateOnly.FromDateTime(Local(hour.Number)))
            : null;

    /// <inheritdoc/>
    public override IReadOnlyList<(long First, long Count)> CoordinateRuns() =>
        CoordinateRun.Joined(_segments.Select(s => (Coordinate(s.First, s.IsSecond), s.Count)).Order());

    /// <inheritdoc/>
    public (DateOnly First, DateOnly Last) Days => (_definition.First, _definition.Last);

    /// <inheritdoc/>
    public int YearOf(DateOnly day) => day.Year;

    /// <inheritdoc/>
    public IReadOnlyList<(long First, long Count)> CoordinatesIn(string period)
    {
        if (CoordinateOf(period) is { } one)
        {
            return [.. CalendarSpan.Clip(CoordinateRuns(), one, one)];
        }

        if (CalendarSpan.Of(period) is not var (first, last))
        {
            return [];
        }

        var (from, to) = (NumberOf(first), NumberOf(last) + (24 / _hours) - 1);
        return
        [
            .. CalendarSpan.Clip(CoordinateRuns(), Coordinate(from, false), Coordinate(to, false)),
            .. CalendarSpan.Clip(CoordinateRuns(), Coordinate(from, true), Coordinate(to, true)),
        ];
    }

    /// <inheritdoc/>
    protected override string NaturalValue(long index)
    {
        var segment = SegmentAt(index);
        return Text(segment.First + index - segment.FirstIndex, segment.IsSecond);
    }

    /// <inheritdoc/>
    protected override long NaturalCoordinate(long index)
    {
        var segment = SegmentAt(index);
        return Coordinate(segment.First + index - segment.FirstIndex, segment.IsSecond);
    }

    /// <inheritdoc/>
    protected override long NaturalIndex(string value) => CoordinateOf(value) is { } coordinate ? NaturalIndexOfCoordinate(coordinate) : -1;

    /// <inheritdoc/>
    protected override long NaturalIndexOfCoordinate(long coordinate)
    {
        var (number, isSecond) = (coordinate & ((1L << SecondBit) - 1), coordinate >> SecondBit == 1);
        foreach (var segment in _segments)
        {
            if (segment.IsSecond == isSecond && number >= segment.First && number < segment.First + segment.Count)
            {
                return segment.FirstIndex + number - segment.First;
            }
        }

        return -1;
    }

    private static long Coordinate(long number, bool isSecond) => number | (isSecond ? 1L << SecondBit : 0);

    private long NumberOf(DateOnly day) => day.DayNumber * (24L / _hours);

    private DateTime Local(long number) => new(Math.Min(number * _hours * TimeSpan.TicksPerHour, DateTime.MaxValue.Ticks));

    private string Text(long number, bool isSecond) =>
        Local(number).ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture) + (isSecond ? "b" : "");

    private (long Number, bool IsSecond)? Parse(string value)
    {
        var isSecond = value.Length == 14 && value[^1] == 'b';
        return DateTime.TryParseExact(isSecond ? value[..13] : value, "yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Hour % _hours == 0 && (!isSecond || _hours == 1)
            ? (local.Ticks / (_hours * TimeSpan.TicksPerHour), isSecond)
            : null;
    }

    private HourSegment SegmentAt(long index)
    {
        var (low, high) = (0, _segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _segments[middle].FirstIndex <= index ? (middle, high) : (low, middle - 1);
        }

        return _segments[low];
    }

    // The place behind the last is where the range ends.
    private DateTimeOffset StartAt(long index)
    {
        if (index >= Count)
        {
            return _clock.InstantOf(Local(NumberOf(_definition.Last) + (24 / _hours)));
        }

        var segment = SegmentAt(index);
        var local = Local(segment.First + index - segment.FirstIndex);
        return segment.IsSecond
            ? ZoneClock.SecondInstantOf(local, _clock.Changes.Last(c => c.LocalAfter < c.LocalBefore && c.LocalAfter < local.AddHours(1) && c.LocalBefore > local))
            : _clock.InstantOf(local);
    }

    private long FirstEndingAfter(DateTimeOffset now)
    {
        var (low, high) = (0L, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = StartAt(middle + 1) > now ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
