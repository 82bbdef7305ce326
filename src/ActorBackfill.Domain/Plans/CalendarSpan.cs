namespace ActorBackfill.Domain.Plans;

/// <summary>Reads the days of a year, a month or a day by its name.</summary>
internal static class CalendarSpan
{
    /// <summary>Gets the first and the last day of a period; null for what names none.</summary>
    /// <param name="period"><c>2024</c>, <c>2024-02</c> or <c>2024-02-29</c>.</param>
    public static (DateOnly First, DateOnly Last)? Of(string period)
    {
        if (CalendarText.Year(period) is { } year)
        {
            return (year, new DateOnly(year.Year, 12, 31));
        }

        if (CalendarText.Month(period) is { } month)
        {
            return (month, new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month)));
        }

        return CalendarText.Day(period) is { } day ? (day, day) : null;
    }

    /// <summary>Gets what runs have in common with the coordinates from one to another.</summary>
    /// <param name="runs">Runs, ascending.</param>
    /// <param name="from">The first coordinate.</param>
    /// <param name="to">The last one, included.</param>
    public static IEnumerable<(long First, long Count)> Clip(IReadOnlyList<(long First, long Count)> runs, long from, long to)
    {
        foreach (var (first, count) in runs)
        {
            var (low, high) = (Math.Max(first, from), Math.Min(first + count - 1, to));
            if (low <= high)
            {
                yield return (low, high - low + 1);
            }
        }
    }
}
