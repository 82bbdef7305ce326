using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Browser.Tests;

/// <summary>Four pages at once, thirty seconds each, by a clock that moves when told.</summary>
[Collection(SharedBrowser.Name)]
public sealed class PagePoolTests(SharedBrowser browser)
{
    private static readonly TimeSpan PageTimeout = new BrowserDefinition().PageTimeout;

    [SkippableFact]
    public async Task The_fifth_page_waits_until_one_of_four_is_done()
    {
        await using var open = new HeldPages();
        await using var source = browser.Source(open.Server);
        var pages = Enumerable.Range(1, 4).Select(n => source.FetchAsync($"page{n}")).ToList();
        await open.AskedAsync(4);
        pages.Add(source.FetchAsync("page5"));
        Assert.Equal(4, open.Asked.Count);
        Assert.DoesNotContain("/page5", open.Server.Paths);
        Assert.All(pages, p => Assert.False(p.IsCompleted));

        open.Release("/held1");
        Assert.Single((await pages[0]).Items);
        await open.AskedAsync(1);
        open.ReleaseAll();
        Assert.All(await Task.WhenAll(pages), u => Assert.Single(u.Items));
        Assert.Equal(5, open.Asked.Count);
    }

    [SkippableFact]
    public async Task A_page_of_31_s_is_a_timeout_and_one_of_29_s_is_not()
    {
        var time = new ManualTime();
        await using var open = new HeldPages();
        await using var source = browser.Source(open.Server, time: time);
        var (quick, slow) = (source.FetchAsync("page1"), source.FetchAsync("page2"));
        await open.AskedAsync(2);
        time.Advance(PageTimeout - TimeSpan.FromSeconds(1));
        open.Release("/held1");
        Assert.Single((await quick).Items);
        Assert.False(slow.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<BackfillException>(() => slow);
        Assert.Equal((FailureCategory.Timeout, true), (failure.Category, failure.CanRetry));
        Assert.EndsWith("/page2 was not there as a page within 30 s (browser.page-timeout)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_page_stands_still_while_it_waits_for_a_turn()
    {
        var (time, gate) = (new ManualTime(), new ClosedGate());
        using var clock = new PageClock(gate, PageTimeout, time, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(20));
        var waiting = clock.EnterAsync(clock.Token).AsTask();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(clock.IsOver);
        gate.Open.SetResult();
        using var turn = await waiting;
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(clock.IsOver);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(clock.IsOver);
    }

    [SkippableFact]
    public async Task A_run_that_is_stopped_ends_its_page_as_cancelled()
    {
        await using var open = new HeldPages();
        await using var source = browser.Source(open.Server);
        using var stop = new CancellationTokenSource();
        var page = source.FetchAsync("page1", cancellation: stop.Token);
        await open.AskedAsync(1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
    }

    private sealed class ClosedGate : IRequestGate
    {
        public TaskCompletionSource Open { get; } = new();

        public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
        {
            await Open.Task;
            return new FakeGate().EnterAsync(cancellation).AsTask().GetAwaiter().GetResult();
        }

        public void CloseFor(TimeSpan delay, string reason)
        {
        }
    }
}
