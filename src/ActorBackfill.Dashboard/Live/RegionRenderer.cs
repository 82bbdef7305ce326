using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace ActorBackfill.Dashboard.Live;

/// <summary>Draws regions: the same components as on the page, so that what the feed sends is what a reload would show.</summary>
/// <param name="services">Where components find what they need.</param>
/// <param name="logs">For the renderer.</param>
public sealed class RegionRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>Draws regions.</summary>
    /// <param name="regions">Which.</param>
    /// <param name="view">What is shown.</param>
    /// <returns>The HTML of each by its name.</returns>
    public async Task<ImmutableDictionary<string, string>> RenderAsync(IEnumerable<LiveRegion> regions, LiveJob view)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var drawn = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var region in regions)
            {
                var root = await renderer.RenderComponentAsync(region.Component, ParameterView.FromDictionary(region.Parameters(view)));
                drawn[region.Name] = root.ToHtmlString();
            }

            return drawn.ToImmutable();
        });
    }
}
