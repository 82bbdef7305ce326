using System.Globalization;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Runs;

/// <summary><c>/jobs/{job}/runs</c> and <c>/jobs/{job}/runs/{number}</c>.</summary>
public static class RunsRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/jobs/{job}/runs", ShowAsync);
        routes.MapGet("/jobs/{job}/runs/{number:int:min(1)}", ShowOneAsync);
    }

    private static async Task ShowAsync(HttpContext http, string job, IShowRuns runs)
    {
        if (await runs.RunsAsync(job, http.RequestAborted) is { } view)
        {
            await PageAnswer.WriteAsync<RunsPage>(http, new PageFrame { Title = $"Runs of {view.Job}", Job = view.Job, Sequence = view.Sequence }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private static async Task ShowOneAsync(HttpContext http, string job, int number, IShowRuns runs)
    {
        if (await runs.RunAsync(job, number, http.RequestAborted) is { } view)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"Run {view.Number} of {view.Job}");
            await PageAnswer.WriteAsync<RunPage>(http, new PageFrame { Title = title, Job = view.Job, Sequence = view.Sequence, State = view.State }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
