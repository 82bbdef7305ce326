using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>
/// An HTTP source on loopback with three rows a day, the same ones always. Counts requests, and can hold answers back so that units are in
/// flight for as long as a test wants.
/// </summary>
internal sealed class DaySource : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _days = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _awaited = new();
    private TaskCompletionSource _gate = Closed();
    private int _count;

    public DaySource()
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

    /// <summary>Gets the flag that makes this the job's source.</summary>
    public string[] Flag => ["--set", "source.base=" + Base];

    public IReadOnlyCollection<string> Days => _days;

    /// <summary>Gets or sets what the status of a day's answer is.</summary>
    public Func<string, int> Status { get; set; } = _ => 200;

    /// <summary>Gets or sets how long an answer takes.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Gets or sets how long the answer for a day takes on top of that.</summary>
    public Func<string, TimeSpan> Delay { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Gets or sets how long the answer to a query takes on top of that.</summary>
    public Func<NameValueCollection, TimeSpan> QueryDelay { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Gets or sets what a day's value becomes.</summary>
    public Func<string, int, int> Value { get; set; } = (_, value) => value;

    /// <summary>Gets or sets after how many requests in all answers are held back.</summary>
    public int HoldAfter { get; set; } = int.MaxValue;

    /// <summary>Holds answers back from now on.</summary>
    public void Hold() => HoldAfter = 0;

    /// <summary>Lets held answers go, and later ones.</summary>
    public void Release()
    {
        HoldAfter = int.MaxValue;
        Interlocked.Exchange(ref _gate, Closed()).SetResult();
    }

    /// <summary>Completes when so many requests have arrived since the source was made.</summary>
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

    private static TaskCompletionSource Closed() => new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        var day = context.Request.QueryString["day"]!;
        _days.Enqueue(day);
        var count = Interlocked.Increment(ref _count);
        if (_awaited.TryGetValue(count, out var awaited))
        {
            awaited.TrySetResult();
        }

        try
        {
            await Task.Delay(Latency + Delay(day) + QueryDelay(context.Request.QueryString));
            if (count > HoldAfter)
            {
                await _gate.Task;
            }

            context.Response.StatusCode = Status(day);
            context.Response.ContentType = "application/json";
            var number = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
            var items = Enumerable.Range(0, 3).Select(i => $$"""{"id":"{{day}}-{{i}}","day":"{{day}}","value":{{Value(day, (number * 7) + i)}}}""");
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"items":[{{string.Join(',', items)}}]}"""));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client was killed; that is what the test is about.
        }
    }
}
