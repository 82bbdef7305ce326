namespace ActorBackfill.Domain.Plans;

/// <summary>A dimension whose values are periods of the calendar: what a page of years, months and days asks of it.</summary>
public interface IPeriods
{
    /// <summary>Gets the first day of the first period and the last day of the last one.</summary>
    (DateOnly First, DateOnly Last) Days { get; }

    /// <summary>Gets the name of the year that a day is shown under: the calendar's, or that of the ISO week it lies in.</summary>
    /// <param name="day">The day.</param>
    int YearOf(DateOnly day);

    /// <summary>
    /// Gets the coordinates of the values that are a longer period or part of it, as runs of consecutive ones, ascending: those for which a
    /// filter says <c>date=2024-02</c>. Values that the plan does not have are left out.
    /// </summary>
    /// <param name="period">A year, a month or a day, <c>2024-02-29</c>, or one of the values; anything else has no values.</param>
    IReadOnlyList<(long First, long Count)> CoordinatesIn(string period);
}
