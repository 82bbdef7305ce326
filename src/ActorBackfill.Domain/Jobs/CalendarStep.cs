using System.Globalization;

namespace ActorBackfill.Domain.Jobs;

/// <summary>What a calendar step is counted in.</summary>
public enum CalendarUnit
{
    /// <summary>Hours of the day, as the zone's clocks show them.</summary>
    Hour,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Months.</summary>
    Month,
}

/// <summary>The step of a range of dates: how long each of its units is, and where they begin.</summary>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Count">How many, at least 1; hours divide a day: 1, 2, 3, 4, 6, 8 or 12.</param>
/// <param name="Shift">
/// Where steps begin, 0 to <paramref name="Count"/> - 1: so many days after Monday 0001-01-01, or so many months after January of year 0.
/// It does not depend on the range, so that a wider range has the same units.
/// </param>
public sealed record CalendarStep(CalendarUnit Unit, int Count, int Shift = 0)
{
    /// <summary>Gets a unit a day, <c>2025-09-15</c>.</summary>
    public static CalendarStep Day { get; } = new(CalendarUnit.Day, 1);

    /// <summary>Gets a unit an ISO week, from Monday, <c>2025-W36</c>.</summary>
    public static CalendarStep Week { get; } = new(CalendarUnit.Day, 7);

    /// <summary>Gets a unit a month, <c>2025-09</c>.</summary>
    public static CalendarStep Month { get; } = new(CalendarUnit.Month, 1);

    /// <summary>Gets a unit a quarter, <c>2025-Q3</c>.</summary>
    public static CalendarStep Quarter { get; } = new(CalendarUnit.Month, 3);

    /// <summary>Gets a unit a year, <c>2025</c>.</summary>
    public static CalendarStep Year { get; } = new(CalendarUnit.Month, 12);

    /// <summary>Gets a unit an hour, <c>2025-10-26T02</c>; an hour that comes twice is <c>T02</c>, then <c>T02b</c>.</summary>
    public static CalendarStep Hour { get; } = new(CalendarUnit.Hour, 1);

    /// <summary>Gets its name: <c>day</c>, <c>week</c>, <c>3 days</c>.</summary>
    public string Name => (Unit, Count) switch
    {
        (CalendarUnit.Day, 7) => "week",
        (CalendarUnit.Month, 3) => "quarter",
        (CalendarUnit.Month, 12) => "year",
        (_, 1) => Unit.ToString().ToLowerInvariant(),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Count} {Unit.ToString().ToLowerInvariant()}s"),
    };

    /// <summary>Gets the same step with its beginnings elsewhere.</summary>
    /// <param name="day">A day on which a step begins; of it only the month counts when steps are months.</param>
    public CalendarStep BeginningOn(DateOnly day) =>
        this with { Shift = Unit == CalendarUnit.Month ? ((day.Year * 12) + day.Month - 1) % Count : day.DayNumber % Count };
}
