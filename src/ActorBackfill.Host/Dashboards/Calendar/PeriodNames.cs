using System.Globalization;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>The names of the periods that a calendar shows, and which of them a dimension can be cut into.</summary>
internal static class PeriodNames
{
    /// <summary>Gets what cells of a dimension can be, the longest period first.</summary>
    /// <param name="dimension">A dimension of dates, by the form of its values: <c>2024</c>, <c>2024-Q1</c>, <c>2024-W05</c>, <c>2024-02</c>, days and hours.</param>
    public static IReadOnlyList<string> ZoomsOf(Dimension dimension) => dimension.ValueAt(0) switch
    {
        { Length: 4 } => ["year"],
        { Length: 7 } quarter when quarter[5] == 'Q' => ["year", "quarter"],
        { Length: 8 } => ["year", "week"],
        { Length: 7 } => ["year", "month"],
        _ => ["year", "month", "day"],
    };

    /// <summary>Gets the parts of a year, as they stand behind its name; one empty part for the year itself.</summary>
    /// <param name="zoom">What a part is; not a day.</param>
    public static IReadOnlyList<string> PartsOf(string zoom) => zoom switch
    {
        "quarter" => ["Q1", "Q2", "Q3", "Q4"],
        "week" => [.. Enumerable.Range(1, 53).Select(w => string.Create(CultureInfo.InvariantCulture, $"W{w:00}"))],
        "month" => [.. Enumerable.Range(1, 12).Select(Two)],
        _ => [""],
    };

    /// <summary>Gets the periods of some years.</summary>
    /// <param name="zoom">What a period is; not a day.</param>
    /// <param name="first">The first year.</param>
    /// <param name="last">The last year.</param>
    public static IEnumerable<string> Of(string zoom, int first, int last) =>
        Enumerable.Range(first, last - first + 1).SelectMany(year => PartsOf(zoom).Select(part => part.Length == 0 ? Year(year) : $"{Year(year)}-{part}"));

    /// <summary>Gets the name of a year.</summary>
    /// <param name="year">The year.</param>
    public static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>Gets the name of a month.</summary>
    /// <param name="day">A day of it.</param>
    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Gets a number of two digits.</summary>
    /// <param name="number">Below 100.</param>
    public static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);
}
