using System.Security.Cryptography;
using System.Text.Json;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Verifying;

public sealed class EquivalenceTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_job_is_the_same_with_one_and_with_many_workers()
    {
        // Later days answer sooner: the more workers, the more the commits are in another order.
        _source.Delay = day => TimeSpan.FromMilliseconds(20 - int.Parse(day[^2..], System.Globalization.CultureInfo.InvariantCulture));

        var (exit, text, _) = await VerifyAsync("--workers", "1,4,10");

        Assert.Equal(ExitCode.Complete, exit);
        Assert.Matches(@"^EQUIVALENT rows=60 hash=[0-9a-f]{16} speedup=\d+\.\dx\n", text);
        Assert.Contains("10 workers: units 20: 20 done; 60 rows in ", text, StringComparison.Ordinal);
        Assert.Contains(" of processor time, 20 requests", text, StringComparison.Ordinal);
        Assert.Contains("next      backfill run days.conf", text, StringComparison.Ordinal);
        Assert.Equal(60, _source.Days.Count);
        Assert.False(Directory.Exists(_directory.File(".backfill")));
    }

    [Fact]
    public async Task A_processor_that_shares_state_between_workers_is_found_out_and_its_rows_named()
    {
        HoldFirstDayBack();

        var (exit, text, _) = await VerifyAsync("--workers", "1,4", "--set", "processor=" + CountingProcessor.Name);

        Assert.Equal(ExitCode.Differences, exit);
        Assert.Matches(@"^DIFFERENT rows=60 hash=[0-9a-f]{16}/[0-9a-f]{16} workers=1/4\n", text);
        Assert.Matches(@"differ    rows id=2024-01-01-0: value 1 \| \d+\n", text);
    }

    [Fact]
    public async Task Differences_can_be_read_by_programs()
    {
        HoldFirstDayBack();

        var (exit, text, error) = await VerifyAsync("--workers", "1,4", "--set", "processor=" + CountingProcessor.Name, "--json");

        Assert.Equal((ExitCode.Differences, ""), (exit, error));
        using var document = JsonDocument.Parse(text);
        var proof = document.RootElement;
        Assert.Equal((1, 9), (proof.GetProperty("v").GetInt32(), proof.GetProperty("exit").GetInt32()));
        Assert.False(proof.GetProperty("equivalent").GetBoolean());
        Assert.Equal([1, 4], proof.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("workers").GetInt32()));
        Assert.True(proof.GetProperty("runs")[0].GetProperty("cpuSeconds").GetDouble() > 0);
        var comparison = Assert.Single(proof.GetProperty("comparisons").EnumerateArray());
        Assert.InRange(comparison.GetProperty("differing").GetInt64(), 3, 60);
        var first = comparison.GetProperty("differences")[0];
        Assert.Equal(("rows", "id=2024-01-01-0", "changed"), (first.GetProperty("table").GetString(), first.GetProperty("key").GetString(), first.GetProperty("kind").GetString()));
        Assert.Equal("value", first.GetProperty("columns")[0].GetProperty("column").GetString());
    }

    [Fact]
    public async Task Sink_and_journal_of_the_job_stay_as_they_are()
    {
        await RunAsync("run", WorkDirectory.Job, "--limit", "3");
        var before = Content();

        var (exit, text, _) = await VerifyAsync("--limit", "5");

        Assert.Equal(ExitCode.Complete, exit);
        Assert.StartsWith("EQUIVALENT rows=15 ", text, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    [Fact]
    public async Task Units_that_fail_are_said_and_are_no_proof()
    {
        _source.Status = day => day == "2024-01-07" ? 500 : 200;

        var (exit, text, _) = await VerifyAsync("--workers", "1,4");

        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.StartsWith("UNPROVEN rows=57 ", text, StringComparison.Ordinal);
        Assert.Contains("unproven  day=2024-01-07: failed, transient: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_to_be_kept_is_kept_and_what_a_killed_process_left_is_not()
    {
        Directory.CreateDirectory(_directory.File(".backfill/.scratch/2147483646-dead/1"));

        var (_, text, _) = await VerifyAsync("--limit", "1", "--keep");

        var kept = Assert.Single(Directory.GetDirectories(_directory.File(".backfill/.scratch")));
        Assert.Contains("kept      " + Path.GetRelativePath(_directory.Path, kept), text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(kept, "1", "sink.db")));
        Assert.True(File.Exists(Path.Combine(kept, "2", "days", "journal.db")));
    }

    [Theory]
    [InlineData("4", "a comparison needs 2 to 8 numbers")]
    [InlineData("1,0", "--workers 0: is not a number of workers from 1 to 1024")]
    [InlineData("1,many", "--workers many: is not a number of workers")]
    public async Task Numbers_of_workers_that_cannot_be_compared_are_refused(string workers, string message)
    {
        var (exit, text, error) = await VerifyAsync("--workers", workers);

        Assert.Equal((ExitCode.Usage, ""), (exit, text));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(_source.Days);
    }

    [Fact]
    public async Task A_verb_with_a_job_of_its_own_still_says_what_is_missing()
    {
        var (exit, _, error) = await RunAsync("verify");

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Contains("verify: JOB is missing", error, StringComparison.Ordinal);
    }

    // In the second run the first day's answer comes when the three other workers have asked for nine days more: what they asked for before is
    // processed by then, and it is not the first.
    private void HoldFirstDayBack()
    {
        var asked = 0;
        _source.Until = day => day == "2024-01-01" && Interlocked.Increment(ref asked) == 2 ? _source.RequestsAsync(20 + 1 + 9) : Task.CompletedTask;
    }

    private Task<(int Exit, string Out, string Error)> VerifyAsync(params IEnumerable<string> args) =>
        RunAsync(["verify", "equivalence", WorkDirectory.Job, .. _source.Flag, .. args]);

    private async Task<(int Exit, string Out, string Error)> RunAsync(params string[] args)
    {
        var terminal = new RecordingTerminal(directory: _directory.Path, register: CountingProcessor.Register);
        // Paths of job files are relative to the process's own folder.
        var exit = await terminal.RunAsync([.. args.Select(a => a == WorkDirectory.Job ? _directory.File(a) : a), .. args[0] == "run" ? _source.Flag : []]);
        return (exit, terminal.Out.Replace(_directory.Path + "/", "", StringComparison.Ordinal), terminal.Error);
    }

    private Dictionary<string, string> Content() => Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
