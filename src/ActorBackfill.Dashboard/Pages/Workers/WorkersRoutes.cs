using ActorBackfill.Dashboard.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Workers;

/// <summary><c>/jobs/{job}/workers</c>.</summary>
public static class WorkersRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapWorkers(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/jobs/{job}/workers", (HttpContext http, string job, IWatchJobs jobs) => LivePage.WriteAsync<WorkersPage>(http, job, jobs, "Workers", view => view));
}
