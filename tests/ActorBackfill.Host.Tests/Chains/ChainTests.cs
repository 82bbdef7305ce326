using System.Text.Json;
using ActorBackfill.Host.Chains;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.JobFiles;
using ActorBackfill.Host.Tests.Fakes;
using ActorBackfill.Host.Tests.JobFiles;

namespace ActorBackfill.Host.Tests.Chains;

public sealed class ChainTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    public ChainTests()
    {
        _directory.Write("sums.conf", """
            job = sums
            plan { day { range = [2024-01-01, 2024-01-20], step = day } }
            source { type = sql, path = ${sink.path}, query = "SELECT {day} AS day, sum(value) AS total FROM rows WHERE day = {day} HAVING count(*) > 0" }
            sink { type = sqlite, path = "days.db", tables { sums { key = [day], columns { day = "day as date", total = "total as integer" } } } }
            """);
        _directory.Write("chain.conf", $$"""
            chain = both
            gate = 95%
            values { base = "http://127.0.0.1:1" }
            jobs = [
              { job = "{{_directory.File(WorkDirectory.Job)}}", set { "source.base" = ${values.base} } }
              { job = "{{_directory.File("sums.conf")}}", after = ["{{_directory.File(WorkDirectory.Job)}}"] }
            ]
            """);
    }

    [Fact]
    public async Task One_command_runs_the_jobs_in_their_order_and_again_does_nothing()
    {
        var (exit, chain) = await RunAsync();

        Assert.Equal((ExitCode.Complete, 20, 2), (exit, chain.GetProperty("requests").GetInt32(), chain.GetProperty("jobs").GetArrayLength()));
        Assert.Equal(["days", "sums"], chain.GetProperty("jobs").EnumerateArray().Select(j => j.GetProperty("job").GetString()));
        Assert.Equal(
            _directory.Ask<long>("SELECT sum(value) FROM rows"), _directory.Ask<long>("SELECT sum(total) FROM sums"));

        var (again, second) = await RunAsync();
        Assert.Equal((ExitCode.Complete, 0), (again, second.GetProperty("requests").GetInt32()));
        Assert.Equal(20, _source.Days.Count);
    }

    [Theory]
    [InlineData(1, ExitCode.UnitsFailed, true)]
    [InlineData(2, ExitCode.Differences, false)]
    public async Task A_gate_passes_exactly_its_share_and_holds_back_what_comes_after_it_otherwise(int failing, int expected, bool begins)
    {
        _source.Status = day => int.Parse(day.AsSpan(8), System.Globalization.CultureInfo.InvariantCulture) <= failing ? 404 : 200;
        var (exit, chain) = await RunAsync();
        var second = chain.GetProperty("jobs")[1];

        Assert.Equal((expected, begins), (exit, second.TryGetProperty("run", out _)));
        Assert.Equal(begins ? null : _directory.File(WorkDirectory.Job), second.GetProperty("waitsFor").GetString());

        // Whole again, the chain goes on where it stood: only what failed is asked for.
        _source.Status = _ => 200;
        var before = _source.Days.Count;
        Assert.Equal(ExitCode.Complete, (await RunAsync()).Exit);
        Assert.Equal(failing, _source.Days.Count - before);
    }

    [Fact]
    public async Task A_person_reads_a_line_a_job_and_the_sum()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        await terminal.RunAsync(["run", _directory.File("chain.conf"), "--set", "values.base=" + _source.Base]);
        var lines = terminal.Out.Split('\n');

        Assert.StartsWith("days/1: 20: 20 done; 60 rows, 20 requests in ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("; gate 95 %: 100.0 % (20/20)", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("sums/1: 20: 20 done; 20 rows, 0 requests in ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("both: 2 of 2 jobs complete in ", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(", 20 requests", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_chain_of_the_project_names_jobs_of_the_project()
    {
        var folder = Path.Combine(JobFolders.Default()[0], "..", "chains");
        var chains = Directory.EnumerateFiles(folder, "*.conf").Select(file => ChainFile.Load(file, [])).ToList();

        Assert.Contains(chains, c => c.Name == "basketball");
        foreach (var job in chains.SelectMany(c => c.Jobs))
        {
            var loaded = JobFile.Load(JobText.Request(job.Job) with { Overlays = job.Overlays });
            Assert.Equal(job.Job, Path.GetFileNameWithoutExtension(loaded.Path));
        }
    }

    [Fact]
    public async Task A_chain_is_valid_when_its_jobs_are()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["config", "validate", _directory.File("chain.conf")]));
        Assert.EndsWith("chain.conf: valid; chain both, 2 jobs\n", terminal.Out, StringComparison.Ordinal);

        _directory.Write("sums.conf", "job = sums");
        Assert.Equal(ExitCode.Usage, await terminal.RunAsync(["config", "validate", _directory.File("chain.conf")]));
        Assert.StartsWith("backfill: 3 errors\n", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_of_a_chain_is_that_of_each_of_its_jobs()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);

        Assert.Equal(ExitCode.Complete, await terminal.RunAsync(["plan", _directory.File("chain.conf")]));

        Assert.Contains("days: 20 units", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("sums: 20 units", terminal.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.File(".backfill")));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_chain_is_said_at_once()
    {
        _directory.Write("chain.conf", """
            chain = "run"
            gate = 101%
            jobs = [{ job = a, after = [b] }, { job = b, gate = x }, { job = a, afer = [b] }]
            """);
        var terminal = new RecordingTerminal(directory: _directory.Path);

        Assert.Equal(ExitCode.Usage, await terminal.RunAsync(["run", _directory.File("chain.conf")]));
        foreach (var error in (string[])["chain: 'run': is a verb of the command line", "gate: '101%': must be a share", "jobs[0].after: 'b': no job before this one is called so",
            "jobs[1].gate: 'x': must be a share", "jobs[2].job: 'a': stands in the chain already", "jobs[2].afer: unknown key"])
        {
            Assert.Contains(error, terminal.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_job_that_cannot_begin_holds_back_those_after_it_and_gives_the_exit_code()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync(
            ["run", _directory.File("chain.conf"), "--set", "values.base=" + _source.Base, "--sink", Path.Combine(_directory.Path, "none", "x.db")]);

        Assert.Equal(ExitCode.SinkUnusable, exit);
        Assert.Contains("not begun, ", terminal.Out, StringComparison.Ordinal);
        Assert.Empty(_source.Days);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private async Task<(int Exit, JsonElement Chain)> RunAsync()
    {
        var terminal = new RecordingTerminal(directory: _directory.Path);
        var exit = await terminal.RunAsync(["run", _directory.File("chain.conf"), "--set", "values.base=" + _source.Base, "--json"]);
        using var chain = JsonDocument.Parse(terminal.Out);
        return (exit, chain.RootElement.Clone());
    }
}
