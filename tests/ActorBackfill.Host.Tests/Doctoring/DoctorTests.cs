using System.Text.Json;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Doctoring;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Doctoring;

public sealed class DoctorTests : IDisposable
{
    private readonly ModelJob _job = new();

    [Theory]
    [InlineData("3.50.4", true)]
    [InlineData("3.50.7", false)]
    [InlineData("3.44.6", false)]
    [InlineData("3.44.5", true)]
    [InlineData("3.51.2", true)]
    [InlineData("3.51.3", false)]
    [InlineData("3.52.0", false)]
    [InlineData("3.6.23", false)]
    public void M1_The_versions_with_the_reset_bug_are_known(string version, bool affected) => Assert.Equal(affected, new SqliteVersion(version, "2025-07-30").HasWalResetBug);

    [Fact]
    public void A_limit_that_feeds_fewer_workers_says_how_many_are_enough()
    {
        var finding = SourceChecks.Limit(15, 2, 2);

        Assert.Equal((Verdict.Warning, "15 workers can use 7.5/s, the limit is 2/s", "4 workers are enough; more only wait."), (finding.Verdict, finding.Text, finding.Help));
        Assert.Equal(Verdict.Ok, SourceChecks.Limit(4, 2, 2).Verdict);
        Assert.Equal(Verdict.Ok, SourceChecks.Limit(15, 2, null).Verdict);
    }

    [Theory]
    [InlineData("nfs4", Verdict.Warning)]
    [InlineData("tmpfs", Verdict.Warning)]
    [InlineData("ext4", Verdict.Ok)]
    [InlineData(null, Verdict.Ok)]
    public void A_file_system_whose_locks_may_not_hold_is_named(string? type, object verdict) => Assert.Equal(verdict, StorageChecks.FileSystem("sink", "/data", type).Verdict);

    [Fact]
    public void A_clock_that_cannot_be_right_is_a_problem()
    {
        Assert.Equal(Verdict.Problem, MachineChecks.Clock(DateTimeOffset.UnixEpoch).Verdict);
        Assert.Equal(Verdict.Warning, SourceChecks.Clock(TimeSpan.FromMinutes(-5)).Verdict);
        Assert.Equal(Verdict.Ok, SourceChecks.Clock(TimeSpan.FromSeconds(2)).Verdict);
    }

    [Fact]
    public void The_exit_code_is_that_of_the_gravest_problem()
    {
        Finding[] findings = [Finding.Ok("a", ""), Finding.Problem("b", "", "", ExitCode.SourceUnusable), Finding.Problem("c", "", "", ExitCode.SinkUnusable)];

        Assert.Equal(ExitCode.SinkUnusable, DoctorVerb.ExitOf(findings));
        Assert.Equal(ExitCode.Complete, DoctorVerb.ExitOf([Finding.Warning("a", "", "")]));
    }

    [Fact]
    public async Task A_job_in_order_has_a_line_for_each_look_and_no_problem()
    {
        var (exit, text, _) = await _job.RunAsync("doctor", "--json");

        Assert.Equal(0, exit);
        using var document = JsonDocument.Parse(text);
        string[] names = [.. document.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("name").GetString()!)];
        Assert.All((string[])["sqlite", "clock", "zones", "state", "sink", "journal"], name => Assert.Contains(name, names));
    }

    [Fact]
    public async Task A_damaged_journal_is_a_problem_with_the_command_that_helps()
    {
        await File.WriteAllTextAsync(_job.Job.Paths.Journal, "no database");

        var (exit, text, _) = await _job.RunAsync("doctor");

        Assert.Equal(ExitCode.JournalUnusable, exit);
        Assert.Contains("PROBLEM  journal", text, StringComparison.Ordinal);
        Assert.Contains("journal repair", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_job_only_the_machine_is_looked_at()
    {
        var terminal = new RecordingTerminal(directory: _job.Directory);

        Assert.Equal(0, await terminal.RunAsync("doctor"));
        Assert.Contains("sqlite", terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("ok       journal", terminal.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _job.Dispose();
}
