using ActorBackfill.Dashboard.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ActorBackfill.Dashboard.Pages.Config;

/// <summary><c>/jobs/{job}/config</c>; with <c>?doctor=1</c> machine, storage and source are looked at too, for who has signed in: files are written, the source is connected to.</summary>
public static class ConfigRoutes
{
    /// <summary>Adds the routes.</summary>
    public static void MapConfig(this IEndpointRouteBuilder routes) => routes.MapGet("/jobs/{job}/config", ShowAsync);

    private static async Task ShowAsync(HttpContext http, string job, string? doctor, IShowConfig config)
    {
        var mayLook = http.Features.Get<Reader>() is not null;
        if (await config.ConfigAsync(job, mayLook && doctor == "1", http.RequestAborted) is { } view)
        {
            await PageAnswer.WriteAsync<ConfigPage>(http, new PageFrame { Title = $"Configuration of {view.Job}", Job = view.Job }, view with { MayLook = mayLook });
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
