using System.Net;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;
using ActorBackfill.Replay.Http;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ActorBackfill.Replay;

/// <summary>An HTTP server on loopback that serves what a <see cref="ReplayDefinition"/> describes.</summary>
public sealed class ReplayServer : IAsyncDisposable
{
    private const int LargestConnections = 10_000;

    private readonly KestrelServer _server;
    private readonly AccessLog _log;
    private readonly CancellationTokenSource _stopping = new();
    private bool _isDisposed;

    private ReplayServer(Resources resources, AccessLog log, ReplayDefinition definition, ReplayOptions options, TimeProvider time)
    {
        _log = log;
        var faults = new FaultPlan(options.Faults, (ulong)definition.FaultSeed);
        Handler = new RequestHandler(resources, new ReplayServerState(log, faults, _stopping.Token), options, definition.Gzip, time);
        _server = Listening(options.Port);
    }

    /// <summary>Gets the address clients use, for example <c>http://127.0.0.1:40123</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    private RequestHandler Handler { get; }

    /// <summary>Reads the data, opens the port and serves until <see cref="StopAsync"/>.</summary>
    /// <param name="definition">What to serve.</param>
    /// <param name="options">How to behave; must have no violations.</param>
    /// <param name="time">The clock of latency, rate and log; null for the system's.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="ArgumentException">The options have violations.</exception>
    /// <exception cref="ReplayException">A data file is wrong, the log cannot be written or the port is taken.</exception>
    public static async Task<ReplayServer> StartAsync(ReplayDefinition definition, ReplayOptions options, TimeProvider? time = null)
    {
        if (options.Violations().FirstOrDefault() is { } violation)
        {
            throw new ArgumentException(violation, nameof(options));
        }

        var clock = time ?? TimeProvider.System;
        var resources = new Resources(definition);
        var server = new ReplayServer(resources, new AccessLog(options.AccessLog, clock), definition, options, clock);
        try
        {
            await server._server.StartAsync(server.Handler, CancellationToken.None);
        }
        catch (IOException e)
        {
            await server.DisposeAsync();
            throw new ReplayException($"port {options.Port}: {e.Message}", e);
        }

        server.BaseAddress = new Uri(server._server.Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return server;
    }

    /// <summary>Stops: answers that wait are given up, the port is closed, the log is whole.</summary>
    /// <returns>When it has stopped.</returns>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();

        // Requests are ended by the token above; only a client that does not read could hold one longer.
        using var grace = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _server.StopAsync(grace.Token);
        _log.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await StopAsync();
        _server.Dispose();
        _stopping.Dispose();
    }

    private static KestrelServer Listening(int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = LargestConnections;
        options.Limits.MaxRequestBodySize = 0;
        options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }
}
