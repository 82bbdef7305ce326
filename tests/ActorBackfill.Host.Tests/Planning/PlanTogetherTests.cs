using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Planning;

public sealed class PlanTogetherTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    public PlanTogetherTests()
    {
        Write("a", "2022-05-21, 2026-01-03");
        Write("b", "2021-12-04, 2026-01-03");
        Write("c", "2021-10-19, 2026-01-03");
    }

    [Fact]
    public async Task S2_24_Several_jobs_take_their_sum_one_after_another_and_the_longest_side_by_side()
    {
        using var plan = JsonDocument.Parse(await PlanAsync("--unit-time", "27s", "--json"));
        var jobs = plan.RootElement.GetProperty("jobs").EnumerateArray().ToList();

        Assert.Equal([1_324, 1_492, 1_538], jobs.Select(j => j.GetProperty("toRun").GetInt32()));
        Assert.Equal(1_324 * 27.0, jobs[0].GetProperty("secondsSequential").GetDouble());
        Assert.Equal(1_324 * 27.0 / 15, jobs[0].GetProperty("secondsExpected").GetDouble(), 3);
        Assert.Equal(4_354 * 27.0 / 15, plan.RootElement.GetProperty("secondsSum").GetDouble(), 2);
        Assert.Equal(1_538 * 27.0 / 15, plan.RootElement.GetProperty("secondsMaximum").GetDouble(), 3);
    }

    [Fact]
    public async Task S2_24_Both_are_shown_to_people()
    {
        var text = await PlanAsync("--unit-time", "27s");

        Assert.Contains("3 jobs, 4,354 units to run", text, StringComparison.Ordinal);
        Assert.Matches(@"one after another +sum +1 d 08 h +2 h 10 min", text);
        Assert.Matches(@"side by side +maximum +11 h 32 min +46 min 08 s", text);
        Assert.Contains("unknown", await PlanAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S2_04_A_dry_run_lists_every_date_when_asked_and_writes_nothing()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);

        Assert.Equal(ExitCode.Complete, await terminal.RunAsync("run", _directory.File("a.conf"), "--start-date", "2022-05-21", "--end-date", "2022-06-20", "--dry-run", "--verbose"));

        Assert.Equal(31, terminal.Out.Split('\n').Count(l => l.Contains("date=2022-", StringComparison.Ordinal)));
        Assert.Equal(["a.conf", "b.conf", "c.conf", WorkDirectory.Job], Directory.GetFileSystemEntries(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public void Dispose() => _directory.Dispose();

    private void Write(string job, string range) => _directory.Write(job + ".conf", $$"""
        job = {{job}}
        plan { date { range = [{{range}}], step = day } }
        source { type = http, base = "http://127.0.0.1:1", path = "/rows?day={date}", items = "items[*]" }
        sink { type = sqlite, path = "days.db", tables { {{job}} { key = [id], columns { id = id } } } }
        workers = 15
        """);

    private async Task<string> PlanAsync(params string[] args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync(["plan", _directory.File("a.conf"), "--with", _directory.File("b.conf"), "--with", _directory.File("c.conf"), .. args]);
        Assert.True(exit == ExitCode.Complete, terminal.Error);
        return terminal.Out;
    }
}
