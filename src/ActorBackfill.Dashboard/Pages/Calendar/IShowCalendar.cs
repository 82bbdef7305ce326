namespace ActorBackfill.Dashboard.Pages.Calendar;

/// <summary>Counts the units of jobs by day, month, year and another dimension.</summary>
public interface IShowCalendar
{
    /// <summary>Gets what a calendar shows.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="question">Which part of it.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<CalendarView?> CalendarAsync(string job, CalendarQuestion question, CancellationToken cancellation);
}
