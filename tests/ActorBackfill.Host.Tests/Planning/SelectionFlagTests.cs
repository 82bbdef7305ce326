using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Tests.Planning;

public sealed class SelectionFlagTests : IDisposable
{
    private readonly ListJob _job = new();

    public void Dispose() => _job.Dispose();

    [Theory]
    [InlineData("--entities b c", "b Bo 2", "c Cy 3")]
    [InlineData("--entities c,b", "b Bo 2", "c Cy 3")]
    [InlineData("--filter player.name~y", "c Cy 3")]
    [InlineData("--filter player.seen>=20", "b Bo 2", "c Cy 3")]
    [InlineData("--filter player=a,c --limit 1", "a Ann 1")]
    [InlineData("--order player=newest --limit 1", "c Cy 3")]
    [InlineData("--order player=priority:seen --limit 2", "b Bo 2", "c Cy 3")]
    [InlineData("--all", "a Ann 1", "b Bo 2", "c Cy 3")]
    public async Task Flags_choose_units(string flags, params string[] rows)
    {
        var exit = await _job.RunAsync("run", flags.Split(' '));

        Assert.True(exit == ExitCode.Complete, _job.Terminal.Error);
        Assert.Equal(rows, _job.Rows);
    }

    [Fact]
    public async Task Shards_together_are_the_whole_job()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--shard", "1/2"));
        Assert.InRange(_job.Rows.Count, 1, 2);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--shard", "2/2"));
        Assert.Equal(3, _job.Rows.Count);
    }

    [Fact]
    public async Task A_gap_plan_is_what_runs()
    {
        _job.Directory.Write("gaps.json", """{"v":1,"job":"stats","units":["player=b"]}""");
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--from-gaps", "gaps.json"));
        Assert.Equal(["b Bo 2"], _job.Rows);
    }

    [Fact]
    public async Task Stale_units_run_again_and_replace_their_rows()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        _job.Directory.Write("data.csv", "id,value\na,10\nb,20\nc,30\n");
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--older-than", "1d"));
        Assert.Equal(["a Ann 1", "b Bo 2", "c Cy 3"], _job.Rows);

        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--older-than", "0d", "--entities", "a"));

        Assert.Equal(["a Ann 10", "b Bo 2", "c Cy 3"], _job.Rows);
    }

    [Fact]
    public async Task Units_that_another_job_file_finished_run_again()
    {
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run"));
        var commits = _job.Directory.Ask<long>("SELECT max(n) FROM backfill_ledger");
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--changed-code"));
        Assert.Equal(commits, _job.Directory.Ask<long>("SELECT max(n) FROM backfill_ledger"));
        _job.Change("name = \"$unit.player.name\"", "name = \"$unit.player.seen\"");

        Assert.Equal(ExitCode.Complete, await _job.RunAsync("run", "--changed-code"));

        Assert.Equal(["a 3 1", "b 20 2", "c 100 3"], _job.Rows);
    }

    [Theory]
    [InlineData("--entities x", "'x' is no value of player")]
    [InlineData("--all --entities a", "--all and --entities are two choices; give one")]
    [InlineData("--filter city=x", "the plan has no dimension 'city'; it has player")]
    [InlineData("--filter player", "the filter ends where one of != <= >= = < > ~ after player was expected")]
    [InlineData("--shard 3/2", "is not one of several parts, such as 2/3")]
    [InlineData("--max-units 2", "the plan has 3 units, more than the 2 that are allowed")]
    [InlineData("--from-gaps none.json", "--from-gaps none.json: Could not find file")]
    [InlineData("--order player=priority:size", "'size' is none of the list's attributes")]
    [InlineData("--month 2024-02", "the plan has no dimension of dates")]
    [InlineData("--month 2024-02 --last 3d", "--last and --month are two ranges; give one")]
    public async Task What_cannot_be_chosen_is_an_error_before_anything_runs(string flags, string message)
    {
        Assert.Equal(ExitCode.Usage, await _job.RunAsync("run", flags.Split(' ')));
        Assert.Contains(message, _job.Terminal.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_job.Directory.File("days.db")));
    }

    [Theory]
    [InlineData("--start-date 2024-02-30", "is not a date")]
    [InlineData("--start-date 2024-03-02 --end-date 2024-03-01", "2024-03-01 is before 2024-03-02")]
    [InlineData("--month 2024-13", "is not a month")]
    [InlineData("--max-units 3652058", "the plan has 3,652,059 units, more than the 3,652,058 that are allowed; if they are meant: --max-units 3652059")]
    [InlineData("--set plan.d.step=1h", "the plan has 87,649,416 units, more than the 10,000,000 that are allowed")]
    public async Task F79_a_range_that_is_none_or_is_too_large_is_an_error(string flags, string message)
    {
        _job.Write("""
            job = stats
            plan { d { range = [0001-01-01, 9999-12-31] } }
            source { type = files, path = "data.csv" }
            sink { type = sqlite, path = "days.db", tables { stats { key = [id], columns { id = id } } } }
            """);
        Assert.Equal(ExitCode.Usage, await _job.RunAsync("plan", flags.Split(' ')));
        Assert.Contains(message, _job.Terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F79_all_days_there_are_and_a_single_one_can_be_planned()
    {
        _job.Write("""
            job = stats
            plan { d { range = [0001-01-01, 9999-12-31] } }
            source { type = files, path = "data.csv" }
            sink { type = sqlite, path = "days.db", tables { stats { key = [id], columns { id = id } } } }
            """);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("plan"));
        Assert.Contains("stats: 3,652,059 units", _job.Terminal.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Complete, await _job.RunAsync("plan", "--analysis-date", "2024-02-29"));
        Assert.Contains("stats: 1 unit", _job.Terminal.Out, StringComparison.Ordinal);
    }
}
