using System.Net;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Http;

/// <summary>Makes the one client of a source.</summary>
internal static class SourceClient
{
    /// <summary>Connections are renewed so that a changed DNS entry is noticed.</summary>
    public static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(15);

    /// <summary>Gets the User-Agent: who asks, honestly.</summary>
    public static string UserAgent { get; } = "ActorBackfill/" + (typeof(SourceClient).Assembly.GetName().Version?.ToString(3) ?? "0");

    /// <summary>Makes the client.</summary>
    /// <param name="definition">Headers and limits.</param>
    /// <exception cref="FormatException">A header cannot be sent.</exception>
    public static HttpClient Create(HttpSourceDefinition definition)
    {
#pragma warning disable CA2000 // The client disposes its handler.
        var client = new HttpClient(NewHandler(definition), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
        try
        {
            AddHeaders(client, definition);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static SocketsHttpHandler NewHandler(HttpSourceDefinition definition) => new()
    {
        // Redirects are followed by hand, within the origin: the handler would take headers with keys in them anywhere.
        AllowAutoRedirect = false,
        // Bodies are decompressed by hand: the handler takes a cut gzip for its end.
        AutomaticDecompression = DecompressionMethods.None,
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectTimeout = definition.RequestTimeout < LongestConnect ? definition.RequestTimeout : LongestConnect,
        MaxConnectionsPerServer = definition.Limit.Concurrency ?? int.MaxValue,
        PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(new OneSend(context.PlaintextStream)),
        UseCookies = false,
        ActivityHeadersPropagator = null,
    };

    private static void AddHeaders(HttpClient client, HttpSourceDefinition definition)
    {
        foreach (var (name, value) in definition.Headers)
        {
            var fits = value.AsSpan().IndexOfAnyInRange('\0', '\x1F') < 0 && value.AsSpan().IndexOfAnyExceptInRange('\0', '\x7E') < 0;
            if (!fits || !client.DefaultRequestHeaders.TryAddWithoutValidation(name, value))
            {
                throw new FormatException($"source.headers: '{name}' cannot be sent: its name is not for requests, or its value is not plain ASCII");
            }
        }

        AddMissing(client, "User-Agent", UserAgent);
        AddMissing(client, "Accept", definition.Format switch
        {
            BodyFormat.Json => "application/json",
            BodyFormat.Csv => "text/csv, */*;q=0.5",
            _ => "application/x-ndjson, */*;q=0.5",
        });
        // Only gzip is asked for: it alone ends in a checksum, which proves that a body is whole.
        AddMissing(client, "Accept-Encoding", "gzip");
    }

    private static void AddMissing(HttpClient client, string name, string value)
    {
        if (!client.DefaultRequestHeaders.NonValidated.Contains(name))
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }
}
