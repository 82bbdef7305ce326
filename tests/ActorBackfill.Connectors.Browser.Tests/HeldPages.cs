using System.Collections.Concurrent;
using ActorBackfill.Connectors.Tests.Http.Fixtures;

namespace ActorBackfill.Connectors.Browser.Tests;

/// <summary>Serves /pageN, whose script needs /heldN, which is answered when the test says so.</summary>
internal sealed class HeldPages : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ManualResetEventSlim> _held = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly SemaphoreSlim _asking = new(0);
    private volatile bool _isOpen;

    public HeldPages() => Server = new ScriptedServer(Answer);

    public ScriptedServer Server { get; }

    /// <summary>Gets what was asked for and held, in its order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Returns once so many more were asked for.</summary>
    public async Task AskedAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await _asking.WaitAsync(TimeSpan.FromMinutes(3)), "no page asked for its data");
        }
    }

    public void Release(string path) => _held[path].Set();

    public void ReleaseAll()
    {
        _isOpen = true;
        foreach (var held in _held.Values)
        {
            held.Set();
        }
    }

    public async ValueTask DisposeAsync()
    {
        ReleaseAll();
        await Server.DisposeAsync();
    }

    private Reply Answer(string path, int number)
    {
        if (path.StartsWith("/page", StringComparison.Ordinal))
        {
            return Site.Html($$"""
                <html><table id=roll></table><script>
                  fetch('/held{{path[5..]}}').then(() => { document.getElementById('roll').innerHTML = '<tr class=year><td>1</td></tr>'; });
                </script></html>
                """);
        }

        if (!path.StartsWith("/held", StringComparison.Ordinal))
        {
            return Reply.Status(404);
        }

        var held = _held.GetOrAdd(path, static _ => new ManualResetEventSlim());
        _asked.Enqueue(path);
        _asking.Release();
        if (!_isOpen)
        {
            held.Wait(TimeSpan.FromMinutes(3));
        }

        return Reply.Json("1");
    }
}
