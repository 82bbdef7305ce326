using System.Globalization;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// The periods of one calendar step over all years: 0001-01-01..9999-12-31 is cut into them without gap and overlap, whatever the range of
/// a plan. A period's coordinate counts steps from the beginning; its text is the shortest that names it.
/// </summary>
internal sealed class CalendarGrid
{
    private readonly CalendarStep _step;
    private readonly int _offset;
    private readonly bool _isDays;

    /// <summary>Creates the grid.</summary>
    /// <param name="step">Days or months.</param>
    public CalendarGrid(CalendarStep step)
    {
        _step = step;
        _isDays = step.Unit == CalendarUnit.Day;
        _offset = step.Shift == 0 ? 0 : step.Count - step.Shift;
        (Least, Most) = (CoordinateOf(DateOnly.MinValue), CoordinateOf(DateOnly.MaxValue));
    }

    /// <summary>Gets the coordinate of the first period there is.</summary>
    public long Least { get; }

    /// <summary>Gets the coordinate of the last period there is.</summary>
    public long Most { get; }

    /// <summary>Gets the period that a day belongs to.</summary>
    public long CoordinateOf(DateOnly day) => ((_isDays ? day.DayNumber : MonthOf(day)) + _offset) / _step.Count;

    /// <summary>Gets the first day of a period, not before 0001-01-01.</summary>
    public DateOnly FirstDay(long coordinate)
    {
        var start = (coordinate * _step.Count) - _offset;
        return _isDays ? DateOnly.FromDayNumber((int)Math.Max(0, start))
            : start < 12 ? DateOnly.MinValue
            : new DateOnly((int)(start / 12), (int)(start % 12) + 1, 1);
    }

    /// <summary>Gets the last day of a period, included, not after 9999-12-31.</summary>
    public DateOnly LastDay(long coordinate) => coordinate >= Most ? DateOnly.MaxValue : FirstDay(coordinate + 1).AddDays(-1);

    /// <summary>Gets the text that names a period.</summary>
    public string Text(long coordinate)
    {
        var first = FirstDay(coordinate);
        // "o" is the day's format too, and has a way of its own through the framework: a custom format takes three times as long.
        var day = first.ToString("o", CultureInfo.InvariantCulture);
        return _step switch
        {
            { Unit: CalendarUnit.Day, Count: 7, Shift: 0 } => Week(first),
            { Unit: CalendarUnit.Day } => day,
            { Count: 3, Shift: 0 } => $"{day[..4]}-Q{((first.Month - 1) / 3) + 1}",
            { Count: 12, Shift: 0 } => day[..4],
            _ => day[..7],
        };
    }

    /// <summary>Gets the period that a text names; null when it is none's, or not written as <see cref="Text"/> writes it.</summary>
    public long? TryParse(string text)
    {
        var day = _step switch
        {
            { Unit: CalendarUnit.Day, Count: 7, Shift: 0 } => CalendarText.Week(text),
            { Unit: CalendarUnit.Day } => CalendarText.Day(text),
            { Count: 3, Shift: 0 } => CalendarText.Quarter(text),
            { Count: 12, Shift: 0 } => CalendarText.Year(text),
            _ => CalendarText.Month(text),
        };
        return day is { } date && CoordinateOf(date) is var coordinate && FirstDay(coordinate) == date ? coordinate : null;
    }

    /// <summary>Gets the year in the text of the period that a day belongs to.</summary>
    public int YearOf(DateOnly day) => int.Parse(Text(CoordinateOf(day)).AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Gets the first and the last period whose text begins with that of a longer one; null when none does.</summary>
    public (long First, long Last)? StartingIn(string period)
    {
        var isWeek = _step is { Unit: CalendarUnit.Day, Count: 7, Shift: 0 };
        if (CalendarSpan.Of(period) is not var (first, last) || (isWeek && period.Length > 4))
        {
            return null;
        }

        // The weeks of a year begin with the one of its first Thursday.
        var (from, to) = isWeek ? (CoordinateOf(WeekOne(first.Year)), last.Year == 9999 ? Most : CoordinateOf(WeekOne(first.Year + 1)) - 1) : (CoordinateOf(first), CoordinateOf(last));
        // The first one may have begun before.
        from += !isWeek && FirstDay(from) < first ? 1 : 0;
        return from <= to ? (from, to) : null;
    }

    private static DateOnly WeekOne(int year) => DateOnly.FromDateTime(ISOWeek.ToDateTime(year, 1, DayOfWeek.Monday));

    private static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    private static string Week(DateOnly monday)
    {
        var date = monday.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date):0000}-W{ISOWeek.GetWeekOfYear(date):00}");
    }
}
