using System.Text.RegularExpressions;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Pages.Jobs;
using ActorBackfill.Dashboard.Pages.Limits;
using ActorBackfill.Dashboard.Pages.Overview;
using ActorBackfill.Dashboard.Pages.Workers;
using ActorBackfill.Dashboard.Tests.Fakes;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Domain.Progress;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ActorBackfill.Dashboard.Tests.Pages;

public sealed partial class LivePagesTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    [Fact]
    public async Task Counts_by_state_add_up_to_the_plan()
    {
        var html = await OverviewAsync(OneJob.Running);

        var counts = Count().Matches(html).ToDictionary(m => m.Groups[1].Value, m => int.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(10, counts["total"]);
        Assert.Equal(counts["total"], counts.Where(c => c.Key is not ("total" or "rows")).Sum(c => c.Value));
    }

    [Fact]
    public async Task The_overview_says_how_long_it_takes_and_whether_it_may_be_stopped()
    {
        var html = await OverviewAsync(OneJob.Running);

        Assert.Contains("1 min 00 s to 2 min 00 s", html, StringComparison.Ordinal);
        Assert.Contains("Yes, at any time: the 2 units in flight", html, StringComparison.Ordinal);
        Assert.Contains("<meter min=\"0\" max=\"4\" value=\"3\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_run_is_shown_as_crashed_with_the_command_to_go_on()
    {
        var html = await OverviewAsync(OneJob.Running with { State = "crashed", Now = null, Next = new NextStep("Go on:", "backfill resume days.conf") });

        Assert.Contains("crashed, resumable", html, StringComparison.Ordinal);
        Assert.Contains("<code>backfill resume days.conf</code>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_that_takes_no_commands_has_no_buttons_and_says_how_it_would()
    {
        var html = await OverviewAsync(OneJob.Running);

        Assert.DoesNotContain("data-command", html, StringComparison.Ordinal);
        Assert.Contains("--allow-control", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("running", "pause")]
    [InlineData("paused", "unpause")]
    public async Task A_run_has_the_button_for_its_state(string state, string command)
    {
        var html = await OverviewAsync(OneJob.Running with { State = state, MayControl = true });

        Assert.Equal(command, Command().Match(html).Groups[1].Value);
        Assert.DoesNotContain(" disabled", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_has_its_figures_in_words_and_in_a_table()
    {
        var html = await OverviewAsync(OneJob.Running, "1m");

        Assert.Contains("aria-label=\"Requests a second: now 8.0, most 8.0\"", html, StringComparison.Ordinal);
        Assert.Contains("points=\"0,30 150,30 150,2 300,2\"", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">15 s - 20 s</th><td class=\"number\">4.0</td><td class=\"number\">40.0</td><td class=\"number\">8.0</td><td class=\"number\">1.0</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_series_is_a_short_table_with_the_same_sums()
    {
        var series = new SampleSeries(5, 0, [.. Enumerable.Range(0, 180).Select(i => new RunSample(i, 0, 0, 0))]);

        var rows = ChartTable.Of(series).ToList();

        Assert.Equal(12, rows.Count);
        Assert.Equal(179 * 180 / 2, rows.Sum(r => r.Units * (r.ToSeconds - r.FromSeconds)), 6);
        Assert.Equal((825.0, 900.0), (rows[0].FromSeconds, rows[0].ToSeconds));
    }

    [Fact]
    public async Task The_workers_are_shown_with_what_they_hold()
    {
        var html = await RenderAsync<WorkersPage>(OneJob.Running);

        Assert.Contains("<a href=\"/jobs/days/units/day%3D2024-01-05\">day=2024-01-05</a>", html, StringComparison.Ordinal);
        Assert.Contains("waits for the sink", html, StringComparison.Ordinal);
        Assert.Contains("42 on vm", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_source_says_why_and_how_long_it_stays_so()
    {
        var limit = OneJob.Running.Limit! with { ClosedReason = "429 Too Many Requests", ClosedSeconds = 29.4, LastRefusals = [(DateTimeOffset.UnixEpoch, 30, "429 Too Many Requests")] };
        var html = await RenderAsync<LimitsPage>(OneJob.Running with { Limit = limit, Breakers = [new("source", DateTimeOffset.UnixEpoch, 5, "connection refused")] });

        Assert.Contains("429 Too Many Requests <span class=\"number\" data-left=\"29\">(29 s left)</span>", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">30 s</td><td>429 Too Many Requests</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>connection refused</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_from_outside_are_text_and_nothing_else()
    {
        var hostile = OneJob.Running with
        {
            Failures = [new FailureGroup("http", Hostile, 1, Hostile, Hostile)],
            Changes = [new RunChange(DateTimeOffset.UnixEpoch, Hostile, "scale", Hostile)],
            Breakers = [new OpenBreaker(Hostile, DateTimeOffset.UnixEpoch, 1, Hostile)],
            Limit = OneJob.Running.Limit! with { Name = Hostile, ClosedReason = Hostile, LastRefusals = [(DateTimeOffset.UnixEpoch, 1, Hostile)] },
            Now = OneJob.Running.Now! with { WaitingFor = Hostile, Detail = new RunDetail { Workers = [new(Hostile, Hostile) { Unit = Hostile }] } },
            Run = OneJob.Running.Run! with { Host = Hostile },
        };

        foreach (var html in (string[])[await OverviewAsync(hostile), await RenderAsync<WorkersPage>(hostile), await RenderAsync<LimitsPage>(hostile)])
        {
            Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
            Assert.Contains("&lt;img", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_region_of_a_page_can_be_followed()
    {
        foreach (var html in (string[])[await OverviewAsync(OneJob.Running), await RenderAsync<WorkersPage>(OneJob.Running), await RenderAsync<LimitsPage>(OneJob.Running)])
        {
            var names = Region().Matches(html).Select(m => m.Groups[1].Value).ToList();
            Assert.NotEmpty(names);
            Assert.All(names, name => Assert.NotNull(LiveRegions.Find(name)));
        }
    }

    [Fact]
    public async Task Jobs_are_listed_with_what_to_do_next()
    {
        var jobs = new JobsView(
        [
            new("days", "crashed") { Units = new UnitCounts(10, 5, 0, 0, 0, 0), LastRun = DateTimeOffset.UnixEpoch, Next = "backfill resume days" },
            new("gone", "unreadable") { Problem = Hostile },
        ]);

        var html = await RenderAsync<JobsPage>(jobs);

        Assert.Contains("crashed, resumable", html, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">50 %</td>", html, StringComparison.Ordinal);
        Assert.Contains("<code>backfill resume days</code>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;img", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_is_small_and_makes_no_code_of_text()
    {
        using var asset = typeof(LiveRegions).Assembly.GetManifestResourceStream("dashboard.js")!;
        using var reader = new StreamReader(asset);
        var script = reader.ReadToEnd();

        Assert.StartsWith("\"use strict\";", script, StringComparison.Ordinal);
        Assert.InRange(asset.Length, 1, 15_000);
        Assert.DoesNotContain("eval(", script, StringComparison.Ordinal);
        Assert.DoesNotContain("new Function", script, StringComparison.Ordinal);
    }

    private static Task<string> OverviewAsync(LiveJob job, string window = LiveRegions.DefaultWindow) => RenderAsync<OverviewPage>(new OverviewView(job, window));

    private static async Task<string> RenderAsync<TPage>(object view)
        where TPage : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await PageAnswer.RenderAsync<TPage>(services, new PageFrame { Title = "Page", Job = "days" }, view);
    }

    [GeneratedRegex("data-count=\"([a-z]+)\">([0-9,]+)<", RegexOptions.None, 1_000)]
    private static partial Regex Count();

    [GeneratedRegex("data-command=\"([a-z]+)\"", RegexOptions.None, 1_000)]
    private static partial Regex Command();

    [GeneratedRegex("data-live=\"([a-z0-9-]+)\"", RegexOptions.None, 1_000)]
    private static partial Regex Region();
}
