using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Failures;

/// <summary><c>/jobs/{job}/failures</c>.</summary>
public static class FailuresRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapFailures(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}/failures", ShowAsync);

    private static async Task ShowAsync(HttpContext http, string job, IShowFailures failures)
    {
        if (await failures.FailuresAsync(job, http.RequestAborted) is { } view)
        {
            await PageAnswer.WriteAsync<FailuresPage>(http, new PageFrame { Title = $"Failures of {view.Job}", Job = view.Job, Sequence = view.Sequence }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
