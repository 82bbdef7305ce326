using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ActorBackfill.Tests.Shared;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>
/// An HTTP source on loopback. Counts requests, and can hold answers back so that units are in flight for as long as a test wants. What it answers
/// is for those who derive from it.
/// </summary>
internal abstract class LocalSource : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _awaited = new();
    private TaskCompletionSource _gate = Closed();
    private int _count;

    protected LocalSource()
    {
        (_listener, Base) = LoopbackPort.Listen();
        _ = Task.Run(ServeAsync);
    }

    public string Base { get; }

    /// <summary>Gets or sets how long an answer takes.</summary>
    public TimeSpan Latency { get; set; }

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
        var awaited = _awaited.GetOrAdd(count, _ => Closed());
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

    /// <summary>Notes a request that has arrived.</summary>
    protected abstract void Arrive(HttpListenerRequest request);

    /// <summary>Gets how long a request takes on top of the latency.</summary>
    protected virtual TimeSpan DelayOf(HttpListenerRequest request) => TimeSpan.Zero;

    /// <summary>Completes when a request may be answered, on top of that.</summary>
    protected virtual Task UntilAsync(HttpListenerRequest request) => Task.CompletedTask;

    /// <summary>Gets the answer, which goes out next.</summary>
    protected abstract (int Status, string Body) Answer(HttpListenerRequest request);

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
        Arrive(context.Request);
        var count = Interlocked.Increment(ref _count);
        if (_awaited.TryGetValue(count, out var awaited))
        {
            awaited.TrySetResult();
        }

        try
        {
            await Task.Delay(Latency + DelayOf(context.Request));
            await UntilAsync(context.Request);
            if (count > HoldAfter)
            {
                await _gate.Task;
            }

            var (status, body) = Answer(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The client was killed; that is what the test is about.
        }
    }
}
