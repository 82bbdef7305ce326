using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Hooks;

public sealed class DownstreamTriggerTests
{
    [Theory]
    [InlineData("--yes", true)]
    [InlineData("--no-hooks", false)]
    [InlineData("--skip-downstream-trigger", false)]
    public async Task S4_22_The_originals_flag_leaves_out_what_is_told_when_a_run_has_ended(string flag, bool isTold)
    {
        using var directory = new WorkDirectory();
        using var source = new DaySource();
        directory.Write("told.conf", await File.ReadAllTextAsync(directory.File(WorkDirectory.Job)) + $$"""

            hooks { on-finish = [{ command = [touch, "{{directory.File("told")}}"] }] }
            """);
        var terminal = new RecordingTerminal(directory: directory.Path);

        var exit = await terminal.RunAsync(["run", directory.File("told.conf"), "--start-date", "2024-01-01", "--end-date", "2024-01-01", flag, .. source.Flag]);

        Assert.Equal((ExitCode.Complete, isTold), (exit, File.Exists(directory.File("told"))));
    }
}
