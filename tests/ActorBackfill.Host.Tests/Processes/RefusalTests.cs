using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Processes;

/// <summary>What a run that cannot begin or go on tells people to do.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [SkippableFact]
    public async Task A_journal_that_cannot_be_written_is_not_to_be_repaired()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await RunAsync("run", WorkDirectory.Job, "--limit", "3");
        var (made, _, why) = await ShellAsync($"chattr +i {_directory.Journal}");
        Skip.If(made != 0, "needs the right to make a file immutable: " + why);
        try
        {
            var (exit, _, error) = await RunAsync("run", WorkDirectory.Job);

            Assert.Equal(ExitCode.JournalUnusable, exit);
            Assert.Contains($"Journal {_directory.Journal} cannot be written", error, StringComparison.Ordinal);
            Assert.Contains("MiB are free on its disk", error, StringComparison.Ordinal);
            Assert.DoesNotContain("repair", error, StringComparison.Ordinal);
            Assert.Equal(3, _source.Days.Count);
        }
        finally
        {
            await ShellAsync($"chattr -i {_directory.Journal}");
        }
    }

    [Fact]
    public async Task What_a_run_without_resume_has_not_come_to_is_told()
    {
        await RunAsync("run", WorkDirectory.Job);
        _source.Hold();
        using (var again = BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, "--no-resume", "--yes", .. _source.Flag]))
        {
            await _source.RequestsAsync(24);
            again.Signal(BackfillProcess.SigKill);
            await again.ExitAsync();
        }

        var terminal = new RecordingTerminal(directory: _directory.Path);
        await terminal.RunAsync("status", _directory.File(WorkDirectory.Job));

        Assert.Contains("units     20: 20 done\n", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("again     20 finished units that a run without resume has not come to; the next run does", terminal.Out, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private static async Task<(int Exit, string Out, string Error)> ShellAsync(string command)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", command]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, "", error);
    }

    private Task<(int Exit, string Out, string Error)> RunAsync(params string[] args) => BackfillProcess.RunAsync(_directory.Path, [.. args, .. _source.Flag]);
}
