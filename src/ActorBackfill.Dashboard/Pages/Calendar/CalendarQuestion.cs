namespace ActorBackfill.Dashboard.Pages.Calendar;

/// <summary>Which part of a calendar is asked for, as its address says it; whatever makes no sense is answered as if it had not been said.</summary>
public sealed record CalendarQuestion
{
    /// <summary>Gets what a cell is: <c>year</c>, <c>quarter</c>, <c>month</c>, <c>week</c> or <c>day</c>; null leaves it to the range.</summary>
    public string? Zoom { get; init; }

    /// <summary>Gets the first period that is shown, <c>2024</c> or <c>2024-02</c>; null means the first there is.</summary>
    public string? From { get; init; }

    /// <summary>Gets the dimension whose values are the rows; empty means none, the dates alone; null leaves it to the plan.</summary>
    public string? By { get; init; }

    /// <summary>Gets the place of the first row that is shown, from 0.</summary>
    public long Row { get; init; }
}
