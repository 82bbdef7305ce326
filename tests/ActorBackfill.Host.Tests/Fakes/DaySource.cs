using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;

namespace ActorBackfill.Host.Tests.Fakes;

/// <summary>A source with three rows a day, the same ones always.</summary>
internal sealed class DaySource : LocalSource
{
    private readonly ConcurrentQueue<string> _days = new();

    /// <summary>Gets the flag that makes this the job's source.</summary>
    public string[] Flag => ["--set", "source.base=" + Base];

    public IReadOnlyCollection<string> Days => _days;

    /// <summary>Gets or sets what the status of a day's answer is.</summary>
    public Func<string, int> Status { get; set; } = _ => 200;

    /// <summary>Gets or sets how long the answer for a day takes on top of the latency.</summary>
    public Func<string, TimeSpan> Delay { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Gets or sets how long the answer to a query takes on top of that.</summary>
    public Func<NameValueCollection, TimeSpan> QueryDelay { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Gets or sets what the answer for a day waits for.</summary>
    public Func<string, Task> Until { get; set; } = _ => Task.CompletedTask;

    /// <summary>Gets or sets what a day's value becomes.</summary>
    public Func<string, int, int> Value { get; set; } = (_, value) => value;

    protected override void Arrive(HttpListenerRequest request) => _days.Enqueue(DayOf(request));

    protected override TimeSpan DelayOf(HttpListenerRequest request) => Delay(DayOf(request)) + QueryDelay(request.QueryString);

    protected override Task UntilAsync(HttpListenerRequest request) => Until(DayOf(request));

    protected override (int Status, string Body) Answer(HttpListenerRequest request)
    {
        var day = DayOf(request);
        var status = Status(day);
        var number = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
        var items = Enumerable.Range(0, 3).Select(i => $$"""{"id":"{{day}}-{{i}}","day":"{{day}}","value":{{Value(day, (number * 7) + i)}}}""");
        return (status, $$"""{"items":[{{string.Join(',', items)}}]}""");
    }

    private static string DayOf(HttpListenerRequest request) => request.QueryString["day"]!;
}
