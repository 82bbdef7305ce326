using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Crash;

/// <summary>Units that end the process, in real processes.</summary>
public sealed class CrashingUnitTests : IDisposable
{
    private readonly WorkDirectory _directory = new();

    [Theory]
    [InlineData("fail-fast")]
    [InlineData("stack-overflow")]
    public Task A13_A_unit_that_ends_the_process_is_quarantined_and_the_rest_is_done(string how) => DiesThriceAsync(how);

    // The system's way of ending a process that takes too much is SIGKILL; here it comes from within.
    [Fact]
    public Task A11_A_unit_that_the_system_kills_the_process_for_is_quarantined_and_the_rest_is_done() => DiesThriceAsync("kill");

    public void Dispose() => _directory.Dispose();

    private async Task DiesThriceAsync(string how)
    {
        Write(how, workers: 3);

        // In flight with others twice, then alone, after all others: three deaths. The fourth process does not try it.
        for (var death = 1; death <= 3; death++)
        {
            var (died, _) = await RunAsync();
            Assert.NotInRange(died, 0, 9);
            Assert.Equal(death - 1, State().Crashed.Select(c => c.Deaths).DefaultIfEmpty(0).Max());
        }

        var (exit, text) = await RunAsync();

        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.Contains("units     8: 7 done, 1 quarantined", text, StringComparison.Ordinal);
        Assert.Contains("1 x crashed-process: The process died * times while it worked on this unit", text, StringComparison.Ordinal);
        Assert.Equal(7, _directory.Ask<long>("SELECT count(*) FROM rows"));
        var quarantined = Assert.Single(State().Closed);
        Assert.Equal((UnitOutcome.Quarantined, "crashed-process"), (quarantined.Outcome, quarantined.Category));

        // And it stays so, without a further death.
        (exit, text) = await RunAsync();
        Assert.Equal(ExitCode.UnitsFailed, exit);
        Assert.Contains("7 done, 1 quarantined", text, StringComparison.Ordinal);
    }

    private void Write(string how, int workers)
    {
        _directory.Write("items.ndjson", "{\"id\":1}\n");
        _directory.Write("crash.conf", $$"""
            job = crash
            plan { n { range = [1, 8] } }
            source { type = files, path = "items.ndjson" }
            processor { name = crash, settings { how = {{how}}, unit = "n=2" } }
            sink { type = sqlite, path = "days.db", tables { rows { key = [n], columns { n = "$unit.n", id = id } } } }
            workers = {{workers}}
            """);
    }

    private Domain.Checkpoints.CheckpointState State() =>
        JournalReader.Read(new JobPaths(_directory.File(".backfill/crash")), "").State;

    private async Task<(int Exit, string Text)> RunAsync()
    {
        using var process = BackfillProcess.StartProgram("crash-host.dll", _directory.Path, ["run", "crash.conf"]);
        var exit = await process.ExitAsync();
        return (exit, process.Out + process.Error);
    }
}
