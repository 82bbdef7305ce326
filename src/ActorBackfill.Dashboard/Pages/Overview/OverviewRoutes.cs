using ActorBackfill.Dashboard.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Overview;

/// <summary><c>/jobs/{job}</c>.</summary>
public static class OverviewRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapOverview(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}", ShowAsync);

    private static async Task ShowAsync(HttpContext http, string job, IWatchJobs jobs, string? window)
    {
        var shown = window is not null && LiveRegions.Windows.Contains(window) ? window : LiveRegions.DefaultWindow;
        await LivePage.WriteAsync<OverviewPage>(http, job, jobs, "Overview", view => new OverviewView(view, shown));
    }
}
