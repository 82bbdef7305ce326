using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorBackfill.Dashboard.Web;

/// <summary>The server of the pages: HTTP/1.1 on one address, small requests, a guard before everything. Dispose it to end it.</summary>
public sealed class DashboardHost : IAsyncDisposable
{
    // Pages of several readers, each with a feed; see FeedSlots.
    private const long MostConnections = 400;

    // A command is a line; a selection of units to retry the longest of them.
    private const long MostBodyBytes = 256L << 10;
    private const int MostHeaderBytes = 16 << 10;

    // Whoever reads a feed would hold the end back for ever.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly DashboardSettings _settings;

    private DashboardHost(WebApplication app, DashboardSettings settings)
    {
        (_app, _settings) = (app, settings);
        Port = PortOf(app);
        Address = Url(settings, Port);
    }

    /// <summary>Gets the TCP port that is listened at.</summary>
    public int Port { get; }

    /// <summary>Gets the address of the first page: <c>http://127.0.0.1:8091</c>.</summary>
    public string Address { get; }

    /// <summary>Makes an address that signs one browser in.</summary>
    /// <returns>Null when too many were made that nobody has used.</returns>
    public string? NewLogin() => _settings.Keys.NewCode() is { } code ? Address + LoginRoutes.PathWith(code) : null;

    /// <summary>Gets what the server's parts are made with.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Opens the port and serves.</summary>
    /// <param name="settings">Where, and who may do what.</param>
    /// <param name="ports">Adds who knows what the pages show; a page without its port is not there.</param>
    /// <param name="logging">Adds where log lines go.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="IOException">The port is taken, or the address is not this machine's.</exception>
    public static async Task<DashboardHost> StartAsync(
        DashboardSettings settings, Action<IServiceCollection> ports, Action<ILoggingBuilder> logging, CancellationToken cancellation = default)
    {
        var app = Build(settings, ports, logging);
        try
        {
            await app.StartAsync(cancellation);
            return new DashboardHost(app, settings);
        }
        catch (SocketException e)
        {
            await app.DisposeAsync();
            throw new IOException(e.Message, e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var late = new CancellationTokenSource(EndTime);
        try
        {
            await _app.StopAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            // Feeds were cut off.
        }

        await _app.DisposeAsync();
    }

    private static WebApplication Build(DashboardSettings settings, Action<IServiceCollection> ports, Action<ILoggingBuilder> logging)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(settings.Address, settings.Port, listen =>
            {
                if (settings.Certificate is { } certificate)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging(logging);
        builder.Services.AddDashboard(settings);
        ports(builder.Services);
        var app = builder.Build();
        // Known once it listens; nothing arrives before.
        var own = new Lazy<HostNames>(() => new HostNames(settings, PortOf(app)));
        app.Use((http, next) => RequestGuard.HandleAsync(http, next, own.Value, SmallAnswer.WriteAsync));
        app.UseRouting();
        app.UseDashboard();
        app.MapDashboard();
        return app;
    }

    private static int PortOf(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    private static string Url(DashboardSettings settings, int port)
    {
        var host = settings.Address.Equals(IPAddress.Any) || settings.Address.Equals(IPAddress.IPv6Any) ? Environment.MachineName
            : settings.Address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{settings.Address}]"
            : settings.Address.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{settings.Scheme}://{host}:{port}");
    }

    /// <summary>Leaves signals to whoever started the server.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
