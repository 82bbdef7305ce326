using ActorBackfill.Dashboard.Pages.Compare;
using ActorBackfill.Dashboard.Pages.Config;
using ActorBackfill.Dashboard.Pages.Failures;
using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Dashboard.Pages.Runs;
using ActorBackfill.Host.Dashboards.Compare;
using ActorBackfill.Host.Dashboards.Config;
using ActorBackfill.Host.Dashboards.Failures;
using ActorBackfill.Host.Dashboards.Log;
using ActorBackfill.Host.Dashboards.Runs;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Dashboards;

public sealed class RunsPortTests : IDisposable
{
    private const string Canary = "canary-7d3f";

    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Fact]
    public async Task A_killed_run_is_shown_as_crashed_and_the_next_as_one_that_went_on_with_it()
    {
        var jobs = ShownPage.Jobs(_directory.Path, WorkDirectory.Job);
        _source.Hold();
        using (var killed = BackfillProcess.Start(_directory.Path, Arguments()))
        {
            await _source.RequestsAsync(4);
            Assert.Equal("running", Assert.Single((await RunsAsync()).Runs).State);
            killed.Signal(BackfillProcess.SigKill);
            await killed.ExitAsync();
        }

        var crashed = Assert.Single((await RunsAsync()).Runs);
        Assert.Equal(("crashed", null), (crashed.State, crashed.Exit));
        _source.Release();
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, Arguments())).Exit);

        var runs = (await RunsAsync()).Runs;
        Assert.Equal([("finished", 0, 1), ("crashed", null, (int?)null)], runs.Select(r => (r.State, r.Exit, r.ResumedFrom)));
        Assert.Equal((60, 20, Environment.UserName), (runs[0].Rows, runs[0].Ended, runs[0].User));
        Assert.Contains("source.headers.X-Api-Key=***", runs[0].Arguments, StringComparison.Ordinal);
        var one = await new RunsPort(jobs).RunAsync("days", 2, default);
        Assert.Contains(one!.Facts, f => f is { Name: "went on", Value: "with run 1, which did not finish" });
        Assert.Contains(one.Facts, f => f is { Name: "sink", Value: "SQLite, days.db" });
        Assert.Null(await new RunsPort(jobs).RunAsync("days", 3, default));
        Assert.Null(await new RunsPort(jobs).RunsAsync("nights", default));

        async Task<RunsView> RunsAsync() => (await new RunsPort(jobs).RunsAsync("days", default))!;
    }

    [Fact]
    public async Task What_was_opened_again_after_a_run_had_failed_in_it()
    {
        var status = 404;
        _source.Status = day => day is "2024-01-02" or "2024-01-03" ? Volatile.Read(ref status) : 200;
        Assert.Equal(ExitCode.UnitsFailed, (await BackfillProcess.RunAsync(_directory.Path, Arguments())).Exit);
        Volatile.Write(ref status, 200);
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, "retry", WorkDirectory.Job, "--failed", "--yes")).Exit);
        Assert.Equal(ExitCode.Complete, (await BackfillProcess.RunAsync(_directory.Path, Arguments())).Exit);
        var job = ShownPage.Jobs(_directory.Path, WorkDirectory.Job).Load("days")!;

        var (first, second) = (EndOfRun.Read(job, 1), EndOfRun.Read(job, 2));

        var plan = job.PlanWith(ActorBackfill.Host.Journals.JournalReader.Read(job));
        Assert.Equal(2, first.Failures(plan).Values.Sum());
        Assert.Equal("failed", first.Text(plan.UnitAt(plan.IndexOf("day=2024-01-02")).Ordinal));
        Assert.Empty(second.Failures(plan));
    }

    [Fact]
    public async Task Row85_No_page_about_runs_shows_a_secret()
    {
        _source.Status = day => day == "2024-01-07" ? 404 : 200;
        Assert.Equal(ExitCode.UnitsFailed, (await BackfillProcess.RunAsync(_directory.Path, Arguments())).Exit);
        var jobs = ShownPage.Jobs(_directory.Path, WorkDirectory.Job, "source.base=" + _source.Base, "source.headers.X-Api-Key=" + Canary, "source.path=/rows?day={day}&sig=" + Canary);

        string[] pages =
        [
            await ShownPage.HtmlAsync<RunsPage>(await new RunsPort(jobs).RunsAsync("days", default)),
            await ShownPage.HtmlAsync<RunPage>(await new RunsPort(jobs).RunAsync("days", 1, default)),
            await ShownPage.HtmlAsync<FailuresPage>(await new FailuresPort(jobs).FailuresAsync("days", default)),
            await ShownPage.HtmlAsync<ComparePage>(await new ComparePort(jobs).CompareAsync("days", 1, 1, default)),
            await ShownPage.HtmlAsync<ConfigPage>(await new ConfigPort(jobs).ConfigAsync("days", looksAround: true, default)),
            await ShownPage.HtmlAsync<LogPage>(await new LogPort(jobs).LogAsync("days", new LogQuery(1, null, null), default)),
        ];

        Assert.All(pages, page => Assert.DoesNotContain(Canary, page, StringComparison.Ordinal));
        Assert.Contains("source.headers.X-Api-Key", pages[4], StringComparison.Ordinal);
        Assert.Contains("2024-01-07", pages[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parallel_run_and_a_serial_one_have_no_differences_and_a_unit_with_other_rows_is_named()
    {
        await RunAsync("--workers", "4");
        await RunAsync("--serial", "--no-resume");
        _source.Value = (day, value) => day == "2024-01-05" ? value + 1 : value;
        await RunAsync("--no-resume");
        var port = new ComparePort(ShownPage.Jobs(_directory.Path, WorkDirectory.Job));

        var same = await port.CompareAsync("days", 1, 2, default);
        Assert.NotNull(same);
        Assert.True(same.IsEqual);
        Assert.Equal((20, 20, 60, 60), (same.Same, same.A.Ended, same.A.Rows, same.B.Rows));

        var other = await port.CompareAsync("days", 2, 3, default);
        var unit = Assert.Single(other!.Units);
        Assert.Equal(("day=2024-01-05", "other rows or content", 19L), (unit.Unit, unit.Kind, other.Same));
        Assert.StartsWith("3 rows, ", unit.InA, StringComparison.Ordinal);
        Assert.NotEqual(unit.InA, unit.InB);
        Assert.Null(await port.CompareAsync("days", 1, 4, default));

        async Task RunAsync(params string[] flags)
        {
            var (exit, _, error) = await BackfillProcess.RunAsync(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag, "--yes", .. flags]);
            Assert.True(exit == ExitCode.Complete, error);
        }
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private string[] Arguments() => ["run", WorkDirectory.Job, .. _source.Flag, "--set", "source.headers.X-Api-Key=" + Canary];
}
