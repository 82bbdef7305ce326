using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Tests.Planning;

public sealed class ChangedPlanTests : IDisposable
{
    private readonly ListJob _job = new();

    public void Dispose() => _job.Dispose();

    [Fact]
    public async Task F80_entities_that_are_added_run_and_what_is_done_stays_done()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        Assert.Equal(["a Ann 1", "b Bo 2", "c Cy 3"], _job.Rows);
        _job.Players("id,name,seen", "d,Di,1", "a,Ann,3", "b,Bo,20", "c,Cy,100");

        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));

        Assert.Contains("The plan has changed: 1 unit added; 3 finished units stay finished.", _job.Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(["a Ann 1", "b Bo 2", "c Cy 3", "d Di 4"], _job.Rows);
        Assert.Equal(4L, _job.Directory.Ask<long>("SELECT sum(attempt) FROM backfill_ledger"));
    }

    [Fact]
    public async Task F80_a_plan_that_drops_finished_units_needs_somebodys_word_once()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        _job.Players("id,name,seen", "a,Ann,3", "c,Cy,100");

        Assert.Equal(ExitCode.Usage, await _job.RunAsync("run"));
        Assert.Contains("1 unit removed, 1 finished unit dropped; 2 finished units stay finished", _job.Terminal.Error, StringComparison.Ordinal);
        Assert.Contains("dropped: player=b", _job.Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--replan"));
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        Assert.Equal(["a Ann 1", "b Bo 2", "c Cy 3"], _job.Rows);
    }

    [Fact]
    public async Task F80_dimensions_that_mean_other_units_need_somebodys_word_and_run_again()
    {
        const string Days = """
            job = stats
            plan { d { range = [2025-09-01, 2025-09-10], step = STEP } }
            source { type = files, path = "data.csv" }
            sink { type = sqlite, path = "days.db", tables { stats { key = [id, d], columns { id = id, d = "$unit.d", name = "$unit.d.end", value = "value as integer" } } } }
            """;
        _job.Write(Days.Replace("STEP", "5d", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        _job.Write(Days.Replace("STEP", "\"5d\", anchor = 2025-09-03", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Usage, await _job.RunAsync("run"));
        Assert.Contains("mean other units now", _job.Terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--replan"));
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
    }

    [Fact]
    public async Task F81_a_wider_range_of_the_flags_runs_only_what_is_new_and_a_narrower_one_drops_nothing()
    {
        _job.Write("""
            job = stats
            plan { d { range = [2025-09-01, 2025-09-10] } }
            source { type = files, path = "data.csv" }
            sink { type = sqlite, path = "days.db", tables { stats { key = [id, d], columns { id = id, d = "$unit.d", name = "$unit.d", value = "value as integer" } } } }
            """);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--start-date", "2025-09-03", "--end-date", "2025-09-04"));
        Assert.Equal(2L, _job.Directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        Assert.Equal(10L, _job.Directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));

        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--start-date", "2025-09-03", "--end-date", "2025-09-04"));
        Assert.DoesNotContain("dropped", _job.Terminal.Error, StringComparison.Ordinal);
    }
}
