using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed partial class FollowedRunTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task Counts_on_a_page_are_those_of_status_at_the_same_event()
    {
        _source.HoldAfter = 8;
        _source.Status = day => day == "2024-01-02" ? 404 : 200;
        using var process = Start();
        await using var pages = await FollowedPages.OpenAsync(_directory, [Base]);
        await pages.FollowAsync(data => Units(data, "done") == 7 && Units(data, "failed") == 1);

        // All else is held back: the run stands still.
        var status = await StatusAsync();
        var counts = Count().Matches(await pages.PageAsync("/jobs/days")).ToDictionary(m => m.Groups[1].Value, m => long.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
        var snapshot = await pages.SnapshotAsync();

        Assert.Equal(status.GetProperty("seq").GetInt64(), snapshot.GetProperty("seq").GetInt64());
        foreach (var state in (string[])["total", "done", "empty", "skipped", "failed", "quarantined", "open"])
        {
            Assert.Equal(Units(status, state), counts[state]);
            Assert.Equal(Units(status, state), Units(snapshot, state));
        }

        Assert.Equal(status.GetProperty("rows").GetInt64(), counts["rows"]);
        _source.Release();
        Assert.Equal(ExitCode.UnitsFailed, await process.ExitAsync());
    }

    [Fact]
    public async Task Workers_and_limits_are_what_the_run_says()
    {
        _source.Hold();
        using var process = Start();
        await _source.RequestsAsync(4);
        await using var pages = await FollowedPages.OpenAsync(_directory, [Base]);
        await pages.FollowAsync(data => data.GetProperty("state").GetString() == "running");

        var workers = await pages.PageAsync("/jobs/days/workers", "day=2024-01-01</a>");
        var limits = await pages.PageAsync("/jobs/days/limits", "<dt>requests of this run</dt>");

        Assert.All(_source.Days, day => Assert.Contains($">day={day}</a>", workers, StringComparison.Ordinal));
        Assert.Contains($"{process.Id} on ", workers, StringComparison.Ordinal);
        Assert.Contains($"<h2>{_source.Base}</h2>", limits, StringComparison.Ordinal);
        Assert.Contains("<dt>requests of this run</dt>", limits, StringComparison.Ordinal);
        _source.Release();
        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
    }

    [Fact]
    public async Task A_killed_run_is_shown_as_crashed_and_resumable_and_after_its_resume_as_finished()
    {
        _source.HoldAfter = 8;
        await using var pages = await FollowedPages.OpenAsync(_directory, [Base]);
        using (var killed = Start())
        {
            await pages.FollowAsync(data => Units(data, "done") == 8);
            killed.Signal(BackfillProcess.SigKill);
            await killed.ExitAsync();
        }

        await pages.FollowAsync(data => data.GetProperty("state").GetString() == "crashed");
        var crashed = await pages.PageAsync("/jobs/days");
        _source.Release();
        using var next = Start();
        Assert.Equal(ExitCode.Complete, await next.ExitAsync());
        await pages.FollowAsync(data => data.GetProperty("state").GetString() == "finished" && Units(data, "done") == 20);

        Assert.Contains("crashed, resumable", crashed, StringComparison.Ordinal);
        Assert.Contains("<code>backfill resume ", crashed, StringComparison.Ordinal);
        Assert.Contains(">100 %<", await pages.PageAsync("/jobs/days"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_frozen_run_is_labelled_until_it_answers_again()
    {
        Skip.If(OperatingSystem.IsWindows(), "signals");
        _source.Hold();
        using var process = Start();
        await _source.RequestsAsync(4);
        await using var pages = await FollowedPages.OpenAsync(_directory, [Base]);
        await pages.FollowAsync(data => data.GetProperty("state").GetString() == "running");

        process.Signal(BackfillProcess.SigStop);
        var label = await pages.FollowAsync(data => data.GetProperty("stale").ValueKind == JsonValueKind.String);
        var frozen = await pages.PageAsync("/jobs/days/workers", "No answer for ");
        process.Signal(BackfillProcess.SigCont);
        await pages.FollowAsync(data => data.GetProperty("stale").ValueKind == JsonValueKind.Null);

        Assert.StartsWith("No answer for ", label.GetProperty("stale").GetString(), StringComparison.Ordinal);
        Assert.Contains("frozen, or very busy", frozen, StringComparison.Ordinal);
        _source.Release();
        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
    }

    [Fact]
    public async Task A_job_that_never_ran_says_how_to_begin_it()
    {
        await using var pages = await FollowedPages.OpenAsync(_directory, [Base]);

        var html = await pages.PageAsync("/");

        Assert.Contains("never run", html, StringComparison.Ordinal);
        Assert.Contains("<code>backfill run ", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_pause_from_a_page_the_source_gets_no_request_until_it_is_over()
    {
        _source.HoldAfter = 8;
        using var process = Start();
        await using var pages = await FollowedPages.OpenAsync(_directory, [Base], allowsControl: true);
        await _source.RequestsAsync(12);

        await pages.CommandAsync("pause");
        _source.Release();
        // What was in flight has its end, and every worker is free: a run that were not paused would have asked for more.
        await pages.FollowAsync(data => data.GetProperty("state").GetString() == "paused" && Units(data, "done") == 12);
        var requests = _source.Days.Count;
        await pages.CommandAsync("scale", """{"workers":8}""");
        var changed = await pages.PageAsync("/jobs/days", "data-command=\"unpause\"");

        Assert.Contains("data-command=\"unpause\"", changed, StringComparison.Ordinal);
        Assert.Equal((12, 12), (requests, _source.Days.Count));
        Assert.Contains("<strong>scale 8</strong> by ", changed, StringComparison.Ordinal);
        await pages.CommandAsync("unpause");
        Assert.Equal(ExitCode.Complete, await process.ExitAsync());
        Assert.Equal(20, _source.Days.Count);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private string Base => "source.base=" + _source.Base;

    private BackfillProcess Start() => BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag]);

    private async Task<JsonElement> StatusAsync()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var state = _directory.File(".backfill");
        Assert.Equal(0, await terminal.RunAsync(["status", _directory.File(WorkDirectory.Job), "--state", state, .. _source.Flag, "--json"]));
        return JsonElement.Parse(terminal.Out);
    }

    private static long Units(JsonElement data, string state) => data.GetProperty("units").GetProperty(state).GetInt64();

    [GeneratedRegex("data-count=\"([a-z]+)\">([0-9]+)<", RegexOptions.None, 1_000)]
    private static partial Regex Count();
}
