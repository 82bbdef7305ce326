using System.Net;
using System.Text.Json;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Tests.Fakes;
using ActorBackfill.Dashboard.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Tests.Live;

/// <summary>What is said of a job that is there and cannot be read.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private const string Wrong = "days.conf:3:1: <b>wrong</b>", Feed = "/jobs/days/feed?regions=counts";

    private readonly SteppedTime _time = new();
    private readonly OneJob _job = new(OneJob.Running);
    private DashboardHost? _host;
    private HttpClient? _client;

    private HttpClient Client => _client!;

    public async Task InitializeAsync()
    {
        _host = await DashboardHost.StartAsync(
            new DashboardSettings(),
            services => services.AddSingleton<TimeProvider>(_time).AddSingleton<IWatchJobs>(_job).AddSingleton<IExplainTrouble, FormatTrouble>().AddFeeds(),
            _ => { });
        _client = new HttpClient { BaseAddress = new Uri(_host.Address), Timeout = TimeSpan.FromMinutes(5) };
    }

    public async Task DisposeAsync()
    {
        _client!.Dispose();
        await _host!.DisposeAsync();
    }

    [Theory]
    [InlineData(Feed)]
    [InlineData("/jobs/days/snapshot?regions=counts")]
    [InlineData("/jobs/days")]
    public async Task A_program_gets_a_problem_with_every_error_and_the_way_out(string path)
    {
        _job.Failure = new FormatException(Wrong);

        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal("Its job file is wrong.", problem.GetProperty("detail").GetString());
        Assert.Equal([Wrong], problem.GetProperty("errors").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("Mend it.", problem.GetProperty("help").GetString());
    }

    [Fact]
    public async Task A_browser_gets_a_page_of_the_job_that_says_so()
    {
        _job.Failure = new FormatException(Wrong);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/jobs/days/workers");
        request.Headers.Add("Accept", "text/html");

        using var answer = await Client.SendAsync(request);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("<h1>days cannot be read</h1>", page, StringComparison.Ordinal);
        Assert.Contains("<code>days.conf:3:1: &lt;b&gt;wrong&lt;/b&gt;</code>", page, StringComparison.Ordinal);
        Assert.Contains("Mend it.", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/jobs/days/limits\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_follows_hears_what_is_wrong_once_and_then_that_it_is_right_again()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed);
        var (seen, _) = await feed.EventAsync();

        await FailAsync(new FormatException(Wrong));
        var trouble = await feed.BlockAsync();
        var asked = _job.Asked;
        await NextLookAsync();
        await NextLookAsync();
        _job.Failure = null;
        await NextLookAsync();
        var (id, data) = await feed.EventAsync();

        Assert.Equal("event: trouble", trouble[1]);
        Assert.Equal($"Its job file is wrong. {Wrong} Mend it.", JsonElement.Parse(trouble[2]["data: ".Length..]).GetProperty("text").GetString());
        Assert.True(_job.Asked > asked + 1);
        Assert.True(id > seen);
        Assert.Equal("running", data.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Who_comes_while_it_is_wrong_is_told_and_later_gets_the_feed()
    {
        using var feed = await FeedReader.OpenAsync(Client, Feed);
        await feed.EventAsync();
        await FailAsync(new FormatException(Wrong));
        await feed.BlockAsync();

        using (var refused = await Client.GetAsync(new Uri(Feed, UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        _job.Failure = null;
        await NextLookAsync();
        await feed.EventAsync();
        using var late = await FeedReader.OpenAsync(Client, Feed);
        Assert.Equal(41, (await late.EventAsync()).Data.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task What_nobody_can_explain_is_no_secret_of_the_answer()
    {
        _job.Failure = new IOException("Password=hunter2");

        using var answer = await Client.GetAsync(new Uri(Feed, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_does_not_answer_is_labelled_on_the_page_and_by_the_feed()
    {
        _job.Job = OneJob.Running with { Now = null, SilentSeconds = 12 };

        var page = await Client.GetStringAsync(new Uri("/jobs/days", UriKind.Relative));
        using var feed = await FeedReader.OpenAsync(Client, Feed);
        var (_, data) = await feed.EventAsync();

        const string label = "No answer for 12 s: the run is frozen, or very busy. What is shown is what its journal says.";
        Assert.Contains($"id=\"stale\" role=\"status\">{label}</p>", page, StringComparison.Ordinal);
        Assert.Equal(label, data.GetProperty("stale").GetString());
    }

    private async Task FailAsync(Exception failure)
    {
        await _time.TimerAsync(FeedTimes.Running, TimeSpan.FromMinutes(5));
        _job.Failure = failure;
        _time.Advance(FeedTimes.Running);
    }

    private async Task NextLookAsync()
    {
        await _time.TimerAsync(FeedTimes.Running, TimeSpan.FromMinutes(5));
        _time.Advance(FeedTimes.Running);
    }

    private sealed class FormatTrouble : IExplainTrouble
    {
        public JobTrouble? Of(Exception error) =>
            error is FormatException wrong ? new JobTrouble("Its job file is wrong.") { Details = [wrong.Message], Help = "Mend it." } : null;
    }
}
