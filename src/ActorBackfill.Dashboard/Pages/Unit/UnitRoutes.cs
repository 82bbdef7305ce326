using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Unit;

/// <summary><c>/jobs/{job}/units/{key}</c>.</summary>
public static class UnitRoutes
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where.</param>
    // Keys of several dimensions have slashes: date=2024-02-29/state=VIC.
    public static void MapUnit(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}/units/{**key}", ShowAsync);

    private static async Task ShowAsync(HttpContext http, string job, string key, IShowUnit unit)
    {
        if (await unit.UnitAsync(job, key, http.RequestAborted) is { } view)
        {
            await PageAnswer.WriteAsync<UnitPage>(http, new PageFrame { Title = ShownText.Of(view.Key, 200), Job = view.Job, Sequence = view.Sequence }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
