using System.Collections.Concurrent;
using System.Net;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Telemetry;

/// <summary>A collector on loopback that takes OTLP over HTTP and keeps what it got; or one that takes it and never answers.</summary>
internal sealed class Collector : IDisposable
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(10);

    private readonly HttpListener _listener;
    private readonly bool _answers;
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly ConcurrentQueue<Exception> _problems = new();

    public Collector(bool answers = true)
    {
        _answers = answers;
        (_listener, Address) = LoopbackPort.Listen();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Gets the paths that were asked for, each with the value of the header <c>x-key</c>.</summary>
    public ConcurrentQueue<(string Path, string? Key)> Requests { get; } = new();

    public ConcurrentQueue<SentMetric> Metrics { get; } = new();

    public ConcurrentQueue<SentSpan> Spans { get; } = new();

    public ConcurrentQueue<SentLog> Logs { get; } = new();

    /// <summary>Gets everything that came, as text.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = new();

    /// <summary>Gets the variables that name this collector, with intervals so short that nobody waits for them.</summary>
    public (string Name, string Value)[] Variables =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", Address),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "100"),
        ("OTEL_BSP_SCHEDULE_DELAY", "100"),
        ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
    ];

    /// <summary>Waits until what has come is enough; throws with all that has come when it does not come.</summary>
    public async Task UntilAsync(Func<Collector, bool> isEnough)
    {
        using var late = new CancellationTokenSource(Ceiling);
        try
        {
            while (!isEnough(this))
            {
                await _arrived.WaitAsync(late.Token);
                Assert.Empty(_problems);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"not enough in {Requests.Count} requests: {string.Join(", ", Metrics.Select(m => $"{m.Name} {m.Count}").Concat(Spans.Select(s => s.Name)).Distinct())}");
        }
    }

    public void Dispose()
    {
        ((IDisposable)_listener).Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => TakeAsync(context));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            Read(context.Request.Url!.AbsolutePath, body.ToArray());
            Requests.Enqueue((context.Request.Url.AbsolutePath, context.Request.Headers["x-key"]));
            if (_answers)
            {
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The run has ended, and its connections with it.
        }
#pragma warning disable CA1031 // Whatever cannot be read is told to the test that waits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _problems.Enqueue(e);
        }

        _arrived.Release();
    }

    // The numbers are those of opentelemetry-proto 1.x.
    private void Read(string path, byte[] bytes)
    {
        Bodies.Enqueue(bytes);
        foreach (var resource in new WireMessage(bytes).All(1))
        {
            var service = resource.All(1).Select(r => r.Attributes(1)).First();
            foreach (var item in resource.All(2, 2))
            {
                switch (path)
                {
                    case "/v1/metrics":
                        Metrics.Enqueue(new SentMetric(item.Text(1), item.Text(3), service, [.. item.All(7, 1).Select(p => p.Attributes(7)), .. item.All(9, 1).Select(p => p.Attributes(9)), .. item.All(5, 1).Select(p => p.Attributes(7))], item.All(9, 1).Sum(p => (long)p.Number(4))));
                        break;
                    case "/v1/traces":
                        Spans.Enqueue(new SentSpan(item.Text(5), item.Hex(1), item.Hex(2), item.Hex(4), item.Attributes(9), [.. item.All(13).Select(l => l.Hex(2))], item.All(15).Any(s => s.Number(3) == 2)));
                        break;
                    case "/v1/logs":
                        Logs.Enqueue(new SentLog(item.All(5).First().Text(1), (int)item.Number(2), item.Attributes(6)));
                        break;
                }
            }
        }
    }
}

internal sealed record SentMetric(string Name, string Unit, Dictionary<string, string> Resource, List<Dictionary<string, string>> Points, long Count);

internal sealed record SentSpan(
    string Name, string Trace, string Id, string Parent, Dictionary<string, string> Attributes, List<string> Links, bool IsError);

internal sealed record SentLog(string Text, int Severity, Dictionary<string, string> Attributes);
