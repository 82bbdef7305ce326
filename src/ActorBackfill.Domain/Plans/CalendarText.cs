using System.Globalization;

namespace ActorBackfill.Domain.Plans;

/// <summary>Reads the names of periods; each gives the period's first day, or null for what names none.</summary>
public static class CalendarText
{
    /// <summary>Reads a day, <c>2024-02-29</c>.</summary>
    /// <param name="text">The text.</param>
    public static DateOnly? Day(string text) => Exact(text, "yyyy-MM-dd");

    /// <summary>Reads a month, <c>2024-02</c>.</summary>
    /// <param name="text">The text.</param>
    public static DateOnly? Month(string text) => Exact(text, "yyyy-MM");

    /// <summary>Reads a year, <c>2024</c>.</summary>
    /// <param name="text">The text.</param>
    public static DateOnly? Year(string text) => Exact(text, "yyyy");

    /// <summary>Reads a quarter, <c>2024-Q1</c>.</summary>
    /// <param name="text">The text.</param>
    public static DateOnly? Quarter(string text) =>
        text is [_, _, _, _, '-', 'Q', >= '1' and <= '4' and var quarter] && Year(text[..4]) is { } year ? year.AddMonths((quarter - '1') * 3) : null;

    /// <summary>Reads an ISO week, <c>2025-W36</c>: from Monday; week 1 is the one with the year's first Thursday.</summary>
    /// <param name="text">The text.</param>
    public static DateOnly? Week(string text)
    {
        if (text is not [_, _, _, _, '-', 'W', >= '0' and <= '9' and var tens, >= '0' and <= '9' and var ones] || Year(text[..4]) is not { } year)
        {
            return null;
        }

        var week = ((tens - '0') * 10) + ones - '0';
        return week >= 1 && week <= ISOWeek.GetWeeksInYear(year.Year)
            ? DateOnly.FromDateTime(ISOWeek.ToDateTime(year.Year, week, DayOfWeek.Monday))
            : null;
    }

    private static DateOnly? Exact(string text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
