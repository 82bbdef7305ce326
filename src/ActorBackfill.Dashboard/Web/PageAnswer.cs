using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBackfill.Dashboard.Web;

/// <summary>Answers requests with pages: whole documents, rendered here, so that they show without any script.</summary>
public static class PageAnswer
{
    /// <summary>Renders a page and sends it.</summary>
    /// <typeparam name="TPage">The component; it has a parameter <c>View</c>.</typeparam>
    /// <param name="http">The request.</param>
    /// <param name="frame">What is around the content.</param>
    /// <param name="view">What is shown.</param>
    public static async Task WriteAsync<TPage>(HttpContext http, PageFrame frame, object view)
        where TPage : IComponent
    {
        ArgumentNullException.ThrowIfNull(http);
        var html = await RenderAsync<TPage>(http.RequestServices, Complete(http, frame), view);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync(html, http.RequestAborted);
    }

    private static PageFrame Complete(HttpContext http, PageFrame frame)
    {
        var token = http.Features.Get<Reader>()?.PageToken;
        return frame with
        {
            Path = http.Request.Path,
            PageToken = token,
            TakesCommands = token is not null && http.RequestServices.GetRequiredService<DashboardSettings>().AllowsControl,
        };
    }

    /// <summary>Renders a page.</summary>
    /// <typeparam name="TPage">The component; it has a parameter <c>View</c>.</typeparam>
    /// <param name="services">Where components find what they need.</param>
    /// <param name="frame">What is around the content.</param>
    /// <param name="view">What is shown.</param>
    /// <returns>The document.</returns>
    public static async Task<string> RenderAsync<TPage>(IServiceProvider services, PageFrame frame, object view)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        RenderFragment content = builder =>
        {
            builder.OpenComponent<TPage>(0);
            builder.AddComponentParameter(1, "View", view);
            builder.CloseComponent();
        };
        var shell = new Dictionary<string, object?> { [nameof(Shell.Frame)] = frame, [nameof(Shell.Content)] = content };
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<Shell>(ParameterView.FromDictionary(shell))).ToHtmlString());
    }
}
