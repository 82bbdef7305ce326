using System.Net;
using ActorBackfill.Connectors.Http.Connecting;
using ActorBackfill.Connectors.Http.Guarding;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http;

/// <summary>Makes the one client of a source.</summary>
internal static class SourceClient
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(15);

    // TLS comes after name and connection, and has this much more.
    private static readonly TimeSpan LongestHandshake = TimeSpan.FromSeconds(10);

    /// <summary>Makes the client. It sends no header of its own but Host.</summary>
    /// <param name="definition">Limits and authorities.</param>
    /// <param name="rules">Where it may connect to.</param>
    /// <param name="proxies">What it connects through.</param>
    /// <param name="network">Names and lines.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="FormatException">The file of authorities cannot be used.</exception>
    public static HttpMessageInvoker Create(HttpSourceDefinition definition, OriginRules rules, EnvironmentProxy proxies, Network network, TimeProvider time)
    {
        var limit = definition.RequestTimeout < LongestConnect ? definition.RequestTimeout : LongestConnect;
        var dialer = new Dialer(rules, proxies, network, time, limit);
        var tls = TlsOptions.Of(definition.Tls);
#pragma warning disable CA2000 // The client disposes its handler.
        return new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                // Redirects are followed by hand, within the allowed origins: the handler would take headers with keys in them anywhere.
                AllowAutoRedirect = false,
                // Bodies are decompressed by hand: the handler takes a cut gzip for its end.
                AutomaticDecompression = DecompressionMethods.None,
                PooledConnectionLifetime = network.ConnectionLifetime,
                ConnectTimeout = limit + LongestHandshake,
                ConnectCallback = (context, cancellation) => dialer.ConnectAsync(context.DnsEndPoint, cancellation),
                Proxy = proxies,
                SslOptions = tls,
                MaxConnectionsPerServer = definition.Limit.Concurrency ?? int.MaxValue,
                // A tunnel through a proxy is asked for and then carries another connection, which is counted by itself.
                PlaintextStreamFilter = static (context, _) => ValueTask.FromResult(
                    context.InitialRequestMessage.Method == HttpMethod.Connect ? context.PlaintextStream : new OneSend(context.PlaintextStream)),
                UseCookies = false,
                ActivityHeadersPropagator = null,
            },
            disposeHandler: true);
#pragma warning restore CA2000
    }
}
