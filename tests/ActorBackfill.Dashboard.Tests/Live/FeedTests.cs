using System.Net;
using System.Text.Json;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Tests.Fakes;
using ActorBackfill.Dashboard.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Tests.Live;

public sealed class FeedTests : IAsyncLifetime
{
    private const string Feed = "/jobs/days/feed?regions=counts,storage", Snapshot = "/jobs/days/snapshot?regions=counts";
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(5);

    private readonly SteppedTime _time = new();
    private readonly OneJob _job = new(OneJob.Running);
    private DashboardHost? _host;
    private HttpClient? _client;

    private HttpClient Client => _client!;

    public async Task InitializeAsync()
    {
        _host = await DashboardHost.StartAsync(
            new DashboardSettings(),
            services => services.AddSingleton<TimeProvider>(_time).AddSingleton<IWatchJobs>(_job).AddFeeds(),
            _ => { });
        _client = new HttpClient { BaseAddress = new Uri(_host.Address), Timeout = Ceiling };
    }

    public async Task DisposeAsync()
    {
        _client!.Dispose();
        await _host!.DisposeAsync();
    }

    [Fact]
    public async Task Who_follows_gets_the_figures_and_the_regions_at_once()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed);

        var (_, data) = await feed.EventAsync();

        Assert.Equal((41, "running", "50 %"), (data.GetProperty("seq").GetInt64(), data.GetProperty("state").GetString(), data.GetProperty("percent").GetString()));
        Assert.Equal((10, 3, 5), (Units(data, "total"), Units(data, "done"), Units(data, "open")));
        Assert.Equal(["counts", "storage"], RegionsOf(data));
    }

    [Fact]
    public async Task A_change_is_one_event_more_with_what_looks_different()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed);
        var (first, _) = await feed.EventAsync();

        await ChangeAsync(OneJob.Running with { Sequence = 42, Units = OneJob.Running.Units with { Done = 4 } });
        var (second, data) = await feed.EventAsync();

        Assert.True(second > first);
        Assert.Equal(42, data.GetProperty("seq").GetInt64());
        Assert.Equal(["counts"], RegionsOf(data));
    }

    [Fact]
    public async Task Two_changes_between_two_looks_are_one_event()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed);
        await feed.EventAsync();

        _job.Job = OneJob.Running with { Sequence = 42 };
        await ChangeAsync(OneJob.Running with { Sequence = 43 });
        var (_, data) = await feed.EventAsync();

        Assert.Equal(43, data.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task However_many_follow_a_job_is_asked_once_a_look()
    {
        var feeds = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => FeedReader.OpenAsync(Client, Feed)));
        await Task.WhenAll(feeds.Select(f => f.EventAsync()));
        Assert.Equal(1, _job.Asked);

        await ChangeAsync(OneJob.Running with { Sequence = 42 });
        var events = await Task.WhenAll(feeds.Select(f => f.EventAsync()));

        Assert.Equal(2, _job.Asked);
        Assert.Single(events.Select(e => e.Id).Distinct());
        Array.ForEach(feeds, f => f.Dispose());
    }

    [Fact]
    public async Task Nothing_is_sent_when_nothing_changes_but_that_the_feed_lives()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed);
        await feed.EventAsync();

        await _time.TimerAsync(FeedTimes.Heartbeat, Ceiling);
        _time.Advance(FeedTimes.Heartbeat);

        Assert.Equal([": awake", "event: alive", "data: 1"], await feed.BlockAsync());
    }

    [Fact]
    public async Task A_feed_that_cannot_look_does_not_say_that_it_lives()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed);
        await feed.EventAsync();
        await _time.TimerAsync(FeedTimes.Running, Ceiling);
        _job.Failure = new IOException("the disk is gone");
        _time.Advance(FeedTimes.Running);
        Assert.Contains("the server's log says why", (await feed.BlockAsync())[2], StringComparison.Ordinal);

        await _time.TimerAsync(FeedTimes.Heartbeat, Ceiling);
        _time.Advance(FeedTimes.Heartbeat);

        Assert.Equal([": awake"], await feed.BlockAsync());
    }

    [Fact]
    public async Task Who_comes_back_gets_what_it_has_not_seen()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed);
        var (seen, _) = await feed.EventAsync();
        await ChangeAsync(OneJob.Running with { Sequence = 42, Storage = new JobStorage(4_096, 0, null) });
        await feed.EventAsync();

        using var back = await FeedReader.OpenAsync(Client, Feed, seen);
        var (_, data) = await back.EventAsync();

        Assert.Equal(["counts", "storage"], RegionsOf(data));
        Assert.Contains("4 KiB", data.GetProperty("regions").GetProperty("storage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_it_has_seen_what_never_was_gets_everything()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed, long.MaxValue);

        Assert.Equal(["counts", "storage"], RegionsOf((await feed.EventAsync()).Data));
    }

    [Fact]
    public async Task Who_takes_nothing_is_given_up()
    {
        // More than a connection holds on its way.
        _job.Job = OneJob.Running with { Failures = [new("x", "x", 1, new string('k', 24 << 20), "x")] };
        using var response = await Client.GetAsync(At("/jobs/days/feed?regions=failures"), HttpCompletionOption.ResponseHeadersRead);

        await _time.TimerAsync(FeedTimes.SlowestWrite, Ceiling);
        _time.Advance(FeedTimes.SlowestWrite);

        await using var stream = await response.Content.ReadAsStreamAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(Stream.Null).WaitAsync(Ceiling));
    }

    [Fact]
    public async Task Who_comes_when_all_places_are_taken_is_told_when_to_come_back()
    {
        var slots = _host!.Services.GetRequiredService<FeedSlots>();
        var taken = Enumerable.Range(0, FeedSlots.Most).Select(_ => slots.TryTake()!).ToList();

        using var away = await Client.GetAsync(At(Feed));
        taken[0].Dispose();
        using var feed = await FeedReader.OpenAsync(Client, Feed);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "10"), (away.StatusCode, away.Headers.RetryAfter!.ToString()));
        Assert.Equal(41, (await feed.EventAsync()).Data.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_snapshot_is_what_the_feed_says()
    {
        using var feed = await FeedReader.OpenAsync(Client, "/jobs/days/feed?regions=counts");
        var (id, followed) = await feed.EventAsync();

        var asked = JsonElement.Parse(await Client.GetStringAsync(At(Snapshot)));
        var again = JsonElement.Parse(await Client.GetStringAsync(At($"{Snapshot}&seen={id}")));

        Assert.Equal(followed.GetRawText(), asked.GetRawText());
        Assert.Empty(RegionsOf(again));
    }

    [Theory]
    [InlineData("/jobs/nights/feed?regions=counts")]
    [InlineData("/jobs/nights/snapshot?regions=counts")]
    [InlineData("/jobs/nights/workers")]
    [InlineData("/jobs/nights")]
    public async Task Of_a_job_that_is_not_there_nothing_is_said(string path)
    {
        using var response = await Client.GetAsync(At(path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public void A_region_that_is_not_known_is_not_drawn() =>
        Assert.Equal(["counts", "limit"], LiveRegions.Parse("limit,../x,counts,counts,<b>").Select(r => r.Name));

    private async Task ChangeAsync(LiveJob job)
    {
        await _time.TimerAsync(FeedTimes.Running, Ceiling);
        _job.Job = job;
        _time.Advance(FeedTimes.Running);
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static long Units(JsonElement data, string state) => data.GetProperty("units").GetProperty(state).GetInt64();

    private static IEnumerable<string> RegionsOf(JsonElement data) => data.GetProperty("regions").EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal);
}
