using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Web;

/// <summary>Answers for a job that cannot be read now: 503 with what is wrong and the way out, as a page with its navigation, or as a problem.</summary>
internal static class TroubleAnswer
{
    /// <summary>Lets a request through; when it fails for a reason that people can do something about, they are told.</summary>
    /// <param name="http">The request.</param>
    /// <param name="next">The routes.</param>
    public static async Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        JobTrouble? trouble = null;
        try
        {
            await next(http);
        }
#pragma warning disable CA1031 // Only those that somebody can explain; all others go on to the guard, which logs them.
        catch (Exception e) when (!http.Response.HasStarted && (trouble = Of(http.RequestServices, e)) is not null)
#pragma warning restore CA1031
        {
            await WriteAsync(http, trouble);
        }
    }

    /// <summary>Gets what an exception means; null when nobody knows.</summary>
    /// <param name="services">Knows who explains.</param>
    /// <param name="error">The exception.</param>
    public static JobTrouble? Of(IServiceProvider services, Exception error) => services.GetService<IExplainTrouble>()?.Of(error);

    /// <summary>Writes what is wrong.</summary>
    /// <param name="http">The request.</param>
    /// <param name="trouble">What it is.</param>
    public static async Task WriteAsync(HttpContext http, JobTrouble trouble)
    {
        if (!SmallAnswer.IsBrowser(http.Request))
        {
            await SmallAnswer.WriteProblemAsync(http, StatusCodes.Status503ServiceUnavailable, trouble.Text, trouble);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        var job = http.Request.RouteValues["job"] as string;
        await PageAnswer.WriteAsync<TroublePage>(http, new PageFrame { Title = $"{(job is null ? "This" : ShownText.Of(job, 100))} cannot be read", Job = job }, trouble);
    }
}
