using System.Globalization;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Calendar;

/// <summary><c>/jobs/{job}/calendar</c>.</summary>
public static class CalendarRoutes
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where.</param>
    public static void MapCalendar(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}/calendar", ShowAsync);

    // Numbers are read here, so that one that is none shows the page and not an error without words.
    private static async Task ShowAsync(HttpContext http, string job, IShowCalendar calendar)
    {
        var query = http.Request.Query;
        var question = new CalendarQuestion
        {
            Zoom = query["zoom"],
            From = query["from"],
            By = query["by"],
            Row = long.TryParse(query["row"], NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0,
        };
        if (await calendar.CalendarAsync(job, question, http.RequestAborted) is { } view)
        {
            await PageAnswer.WriteAsync<CalendarPage>(
                http, new PageFrame { Title = $"Calendar of {view.Job}", Job = view.Job, Percent = view.Units.Percent, Sequence = view.Sequence }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
