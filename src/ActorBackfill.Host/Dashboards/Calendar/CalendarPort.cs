using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>Calendars of the jobs that are shown.</summary>
/// <param name="jobs">Which these are.</param>
internal sealed class CalendarPort(IFindJobs jobs) : IShowCalendar
{
    /// <inheritdoc/>
    public Task<CalendarView?> CalendarAsync(string job, CalendarQuestion question, CancellationToken cancellation)
    {
        if (jobs.Load(job) is not { } loaded)
        {
            return Task.FromResult<CalendarView?>(null);
        }

        using var model = ReadModelStore.Open(loaded);
        return Task.FromResult<CalendarView?>(new CalendarReader(model, RunningUnits.Of(loaded)).Read(question) with { Job = job });
    }
}
