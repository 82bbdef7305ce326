using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>An API of properties, and pages of them. Notes what is asked and how much of it at once.</summary>
internal sealed class PropertySource : LocalSource
{
    private readonly ConcurrentQueue<(string Kind, string[] Identifiers)> _asked = new();
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly ConcurrentDictionary<int, bool> _connections = new();
    private readonly Lock _lock = new();
    private int _now;
    private long _first;
    private long _last;

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

    /// <summary>Gets the time from the first request to the last answer.</summary>
    public TimeSpan Span => Stopwatch.GetElapsedTime(_first, _last);

    protected override void Arrive(HttpListenerRequest request)
    {
        var (kind, apns) = Question(request);
        _connections[request.RemoteEndPoint.Port] = true;
        lock (_lock)
        {
            Peak = Math.Max(Peak, ++_now);
            _first = _first == 0 ? Stopwatch.GetTimestamp() : _first;
        }

        _attempts.AddOrUpdate(Key(kind, apns), 1, (_, n) => n + 1);
        _asked.Enqueue((kind, apns));
    }

    protected override (int Status, string Body) Answer(HttpListenerRequest request)
    {
        var (kind, apns) = Question(request);
        var status = Status(kind, apns, _attempts[Key(kind, apns)]);
        var items = apns.Where(a => Knows(kind, a)).Select(a => $$"""{"apn":"{{a}}","owner":"owner of {{a}}","page":"{{kind}}"}""");
        lock (_lock)
        {
            _now--;
            _last = Stopwatch.GetTimestamp();
        }

        return (status, $$"""{"items":[{{string.Join(',', items)}}]}""");
    }

    private static (string Kind, string[] Identifiers) Question(HttpListenerRequest request) =>
        (request.Url!.AbsolutePath.Trim('/'), request.QueryString["apn"]!.Split(','));

    private static string Key(string kind, string[] apns) => kind + '/' + string.Join(',', apns);
}
