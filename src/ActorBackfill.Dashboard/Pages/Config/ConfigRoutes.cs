using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Config;

/// <summary><c>/jobs/{job}/config</c>; with <c>?doctor=1</c> machine, storage and source are looked at too.</summary>
public static class ConfigRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapConfig(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}/config", ShowAsync);

    private static async Task ShowAsync(HttpContext http, string job, string? doctor, IShowConfig config)
    {
        if (await config.ConfigAsync(job, doctor == "1", http.RequestAborted) is { } view)
        {
            await PageAnswer.WriteAsync<ConfigPage>(http, new PageFrame { Title = $"Configuration of {view.Job}", Job = view.Job }, view);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
