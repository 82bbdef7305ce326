using System.Globalization;
using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Compare;

/// <summary><c>/jobs/{job}/runs/compare?a=&amp;b=</c>.</summary>
public static class CompareRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapCompare(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}/runs/compare", ShowAsync);

    private static async Task ShowAsync(HttpContext http, string job, int a, int b, IShowCompare compare)
    {
        if (await compare.CompareAsync(job, a, b, http.RequestAborted) is { } view)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"Runs {view.A.Number} and {view.B.Number} of {view.Job}");
            await PageAnswer.WriteAsync<ComparePage>(http, new PageFrame { Title = title, Job = view.Job, Sequence = view.Sequence }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
