using System.Globalization;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Log;

/// <summary><c>/jobs/{job}/log?run=&amp;level=&amp;text=</c>.</summary>
public static class LogRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapLog(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}/log", ShowAsync);

    private static async Task ShowAsync(HttpContext http, string job, string? run, string? level, string? text, IShowLog logs)
    {
        // A form sends an empty field too.
        int? number = int.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : null;
        if (await logs.LogAsync(job, new LogQuery(number, level, text), http.RequestAborted) is { } view)
        {
            await PageAnswer.WriteAsync<LogPage>(http, new PageFrame { Title = $"Log of {view.Job}", Job = view.Job }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
