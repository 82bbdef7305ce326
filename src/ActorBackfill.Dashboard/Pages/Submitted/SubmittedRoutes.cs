using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Submitted;

/// <summary><c>/</c> of a server that takes jobs.</summary>
public static class SubmittedRoutes
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">Where.</param>
    public static void MapSubmitted(this IEndpointRouteBuilder routes) => routes.MapGet("/", async (HttpContext http, IShowSubmitted jobs) =>
        await PageAnswer.WriteAsync<SubmittedPage>(http, new PageFrame { Title = "Submitted jobs" }, await jobs.NewestAsync(http.RequestAborted)));
}
