using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Tests.Shared;
using Microsoft.Playwright;

namespace ActorBackfill.Host.Tests.Dashboards.Browsing;

/// <summary>A page that follows its job: what a person sees while a run goes on, is paused, killed and begins again.</summary>
[Collection(SharedChromium.Name)]
public sealed class FollowingTests(SharedChromium chromium) : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    [SkippableFact]
    public async Task Figures_of_the_overview_are_those_of_status_at_the_same_event()
    {
        SharedChromium.Needed();
        _source.HoldAfter = 8;
        using var run = Start();
        await _source.RequestsAsync(12);
        using var dashboard = await ServedDashboard.StartAsync(_directory.Path);
        await using var watched = await chromium.OpenAsync(dashboard.Address);
        await watched.GoAsync("/jobs/days?window=1m");
        // All that was answered is journaled: the run stands still.
        await Assertions.Expect(Count(watched, "done")).ToHaveTextAsync("8");

        using var status = await StatusAsync();
        Assert.Equal(status.RootElement.GetProperty("seq").GetInt64(), long.Parse((await watched.Page.GetAttributeAsync("body", "data-seq"))!, CultureInfo.InvariantCulture));
        foreach (var state in (string[])["done", "empty", "skipped", "failed", "quarantined", "open", "total"])
        {
            var shown = (await Count(watched, state).TextContentAsync())!;
            Assert.Equal(status.RootElement.GetProperty("units").GetProperty(state).GetInt64(), long.Parse(shown, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        }

        await Assertions.Expect(watched.Page).ToHaveTitleAsync(new Regex("^40 % "));
        // The picture of the README: ACTORBACKFILL_SCREENSHOTS=docs/images.
        await Assertions.Expect(watched.Page.Locator("svg.chart").First).ToBeVisibleAsync();
        await watched.PictureAsync("overview");
        _source.Release();
        await Assertions.Expect(Count(watched, "done")).ToHaveTextAsync("20");
        await Assertions.Expect(watched.Page.Locator(".headline")).ToContainTextAsync("finished");
        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        watched.AssertNoOffence();
    }

    [SkippableFact]
    public async Task A_pause_on_the_page_stops_requests_and_an_unpause_lets_them_go_on()
    {
        SharedChromium.Needed();
        _source.HoldAfter = 4;
        using var run = Start();
        await _source.RequestsAsync(8);
        using var dashboard = await ServedDashboard.StartAsync(_directory.Path, "--allow-control");
        await using var watched = await chromium.OpenAsync(dashboard.Address);
        await watched.GoAsync(await dashboard.LoginAsync());
        await watched.GoAsync("/jobs/days");

        await watched.Page.ClickAsync("button[data-command=pause]");
        await Assertions.Expect(watched.Page.Locator("button[data-command=unpause]")).ToBeVisibleAsync();
        // Those in flight are answered and settled; whoever would ask again waits.
        _source.Release();
        await Assertions.Expect(Count(watched, "done")).ToHaveTextAsync("8");
        Assert.Equal(8, _source.Days.Count);
        await watched.PictureAsync("paused");

        await watched.Page.ClickAsync("button[data-command=unpause]");
        Assert.Equal(ExitCode.Complete, await run.ExitAsync());
        Assert.Equal(20, _source.Days.Count);
        var changes = await BackfillProcess.RunAsync(_directory.Path, ["changes", WorkDirectory.Job]);
        Assert.Matches("(?s)pause.*unpause", changes.Out);
        watched.AssertNoOffence();
    }

    [SkippableFact]
    public async Task A_killed_run_is_shown_as_crashed_and_resumable_and_then_resumed()
    {
        SharedChromium.Needed();
        _source.HoldAfter = 6;
        using var dashboard = await StartedAsync();
        await using var watched = await chromium.OpenAsync(dashboard.Address);
        using (var killed = Start())
        {
            await _source.RequestsAsync(10);
            await watched.GoAsync("/jobs/days");
            await Assertions.Expect(Count(watched, "done")).ToHaveTextAsync("6");
            killed.Signal(BackfillProcess.SigKill);
            await killed.ExitAsync();
        }

        // The same page, without loading it again.
        await Assertions.Expect(watched.Page.Locator(".headline")).ToContainTextAsync("crashed, resumable");
        await Assertions.Expect(Count(watched, "open")).ToHaveTextAsync("14");
        await watched.PictureAsync("crashed");
        _source.Release();
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag])).Exit);

        await Assertions.Expect(watched.Page.Locator(".headline")).ToContainTextAsync("finished");
        await Assertions.Expect(Count(watched, "done")).ToHaveTextAsync("20");
        await watched.GoAsync("/jobs/days/runs");
        await Assertions.Expect(watched.Page.Locator("main")).ToContainTextAsync("crashed");
        watched.AssertNoOffence();
    }

    [SkippableFact]
    public async Task A_page_finds_its_server_again_after_a_restart()
    {
        SharedChromium.Needed();
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, "--limit", "3", .. _source.Flag])).Exit);
        var port = LoopbackPort.Kept().ToString(CultureInfo.InvariantCulture);
        await using var watched = await chromium.OpenAsync(new Uri("http://127.0.0.1:" + port));
        using (var first = await ServedDashboard.StartAsync(_directory.Path, "--port", port))
        {
            await watched.GoAsync("/jobs/days");
            await Assertions.Expect(Count(watched, "done")).ToHaveTextAsync("3");
            Assert.Equal(ExitCode.Interrupted, await first.EndAsync());
        }

        await Assertions.Expect(watched.Page.Locator("#stale")).ToContainTextAsync("No update for");
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag])).Exit);
        using var second = await ServedDashboard.StartAsync(_directory.Path, "--port", port);

        await Assertions.Expect(Count(watched, "done")).ToHaveTextAsync("20");
        await Assertions.Expect(watched.Page.Locator("#stale")).ToBeHiddenAsync();
    }

    private static ILocator Count(WatchedPage watched, string state) => watched.Page.Locator($"[data-count={state}]");

    private BackfillProcess Start() => BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);

    // A run first, so that there is a state directory.
    private async Task<ServedDashboard> StartedAsync()
    {
        Directory.CreateDirectory(_directory.File(".backfill"));
        return await ServedDashboard.StartAsync(_directory.Path);
    }

    private async Task<JsonDocument> StatusAsync()
    {
        var (exit, text, error) = await BackfillProcess.RunAsync(_directory.Path, ["status", WorkDirectory.Job, "--json"]);
        Assert.True(exit == ExitCode.Complete, error);
        return JsonDocument.Parse(text);
    }
}
