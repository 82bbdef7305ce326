using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Web;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>An API of properties, and pages of them, on loopback. Notes what is asked and how much of it at once; holds answers back on demand.</summary>
internal sealed class PropertySource : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Kind, string[] Identifiers)> _asked = new();
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _awaited = new();
    private readonly ConcurrentDictionary<int, bool> _connections = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isHeld;
    private int _count;
    private int _now;
    private long _first;
    private long _last;

    public PropertySource()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Base = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        }

        _listener.Prefixes.Add(Base + "/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Base { get; }

    /// <summary>Gets what was asked: api or the page, and the identifiers of each request.</summary>
    public IReadOnlyCollection<(string Kind, string[] Identifiers)> Asked => _asked;

    /// <summary>Gets how many connections were made.</summary>
    public int Connections => _connections.Count;

    /// <summary>Gets the most requests that were open at once.</summary>
    public int Peak { get; private set; }

    /// <summary>Gets or sets the status of an answer, by kind, identifiers and how often they were asked for, from 1.</summary>
    public Func<string, string[], int, int> Status { get; set; } = (_, _, _) => 200;

    /// <summary>Gets or sets which identifiers a kind knows.</summary>
    public Func<string, string, bool> Knows { get; set; } = (_, _) => true;

    public TimeSpan Latency { get; set; }

    /// <summary>Gets the time from the first request to the last answer.</summary>
    public TimeSpan Span => System.Diagnostics.Stopwatch.GetElapsedTime(_first, _last);

    public void Hold() => _isHeld = true;

    public void Release()
    {
        _isHeld = false;
        Interlocked.Exchange(ref _gate, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Completes when so many requests have arrived.</summary>
    public Task RequestsAsync(int count)
    {
        var awaited = _awaited.GetOrAdd(count, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Volatile.Read(ref _count) >= count)
        {
            awaited.TrySetResult();
        }

        return awaited.Task;
    }

    public void Dispose()
    {
        Release();
        ((IDisposable)_listener).Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var kind = context.Request.Url!.AbsolutePath.Trim('/');
        var apns = HttpUtility.ParseQueryString(context.Request.Url.Query)["apn"]!.Split(',');
        var attempt = _attempts.AddOrUpdate(kind + '/' + string.Join(',', apns), 1, (_, n) => n + 1);
        _connections[context.Request.RemoteEndPoint.Port] = true;
        Arrive(kind, apns);
        try
        {
            if (_isHeld)
            {
                await _gate.Task;
            }

            await Task.Delay(Latency);
            var status = Status(kind, apns, attempt);
            var items = apns.Where(a => Knows(kind, a)).Select(a => $$"""{"apn":"{{a}}","owner":"owner of {{a}}","page":"{{kind}}"}""");
            var body = Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(',', items)}}]}""");
            Leave();
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client was killed; that is what the test is about.
        }
    }

    private void Arrive(string kind, string[] apns)
    {
        lock (_lock)
        {
            Peak = Math.Max(Peak, ++_now);
            _first = _first == 0 ? System.Diagnostics.Stopwatch.GetTimestamp() : _first;
        }

        _asked.Enqueue((kind, apns));
        if (_awaited.TryGetValue(Interlocked.Increment(ref _count), out var awaited))
        {
            awaited.TrySetResult();
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            _now--;
            _last = System.Diagnostics.Stopwatch.GetTimestamp();
        }
    }
}
