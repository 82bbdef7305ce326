using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Jobs;

/// <summary><c>/</c>: all jobs; of a single one its overview.</summary>
public static class JobsRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapJobs(this IEndpointRouteBuilder routes) => routes.MapGet("/", ShowAsync);

    private static async Task ShowAsync(HttpContext http, IShowJobs jobs)
    {
        var view = await jobs.AllAsync(http.RequestAborted);
        if (view.Jobs is [{ Problem: null } only])
        {
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Redirect($"/jobs/{Uri.EscapeDataString(only.Name)}");
            return;
        }

        await PageAnswer.WriteAsync<JobsPage>(http, new PageFrame { Title = "Jobs" }, view);
    }
}
