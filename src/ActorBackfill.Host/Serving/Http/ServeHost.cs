using System.Net;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.Serving.Http.Describing;
using ActorBackfill.Host.Serving.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>The HTTP server: loopback, HTTP/1.1, small bodies.</summary>
internal static class ServeHost
{
    // 100,000 identifiers of 60 characters.
    private const long MostBodyBytes = 8L << 20;
    // The API's, and those of pages, each of which may hold one for its feed.
    private const long MostConnections = 400;

    /// <summary>Opens the port and serves.</summary>
    /// <param name="port">The TCP port; 0 takes a free one.</param>
    /// <param name="map">Adds the routes.</param>
    /// <param name="pages">The pages beside them.</param>
    /// <param name="log">Where lines go.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<WebApplication> StartAsync(int port, Action<IEndpointRouteBuilder> map, ServePages pages, Serilog.ILogger log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton<IHostLifetime, Running.OwnLifetime>();
        builder.Services.AddRoutingCore();
        ApiDocument.AddTo(builder.Services);
        builder.Services.AddLogging(logging => logging.AddSerilog(log));
        pages.Add(builder.Services);
        var app = builder.Build();
        // Known once it listens; nothing arrives before.
        var own = new Lazy<HostNames>(() => new HostNames(pages.Settings, PortOf(app)));
        app.Use((http, next) => RequestGuard.HandleAsync(http, next, own.Value, (answered, status, detail) => new Problem(status, detail).WriteAsync(answered)));
        app.UseRouting();
        pages.Use(app);
        map(app);
        ApiDocument.Map(app);
        app.MapDashboard();
        try
        {
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gets the port that is listened at.</summary>
    public static int PortOf(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
}
