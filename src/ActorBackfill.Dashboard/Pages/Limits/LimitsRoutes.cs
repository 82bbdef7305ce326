using ActorBackfill.Dashboard.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Limits;

/// <summary><c>/jobs/{job}/limits</c>.</summary>
public static class LimitsRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapLimits(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/jobs/{job}/limits", (HttpContext http, string job, IWatchJobs jobs) => LivePage.WriteAsync<LimitsPage>(http, job, jobs, "Limits", view => view));
}
