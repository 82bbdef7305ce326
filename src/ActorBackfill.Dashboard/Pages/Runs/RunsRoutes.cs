using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Runs;

/// <summary><c>/jobs/{job}/runs</c>.</summary>
public static class RunsRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapRuns(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}/runs", ShowAsync);

    private static async Task ShowAsync(HttpContext http, string job, IShowRuns runs)
    {
        if (await runs.RunsAsync(job, http.RequestAborted) is { } view)
        {
            await PageAnswer.WriteAsync<RunsPage>(http, new PageFrame { Title = $"Runs of {view.Job}", Job = view.Job }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
