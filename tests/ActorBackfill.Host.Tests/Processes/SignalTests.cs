using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Tests.Fakes;

namespace ActorBackfill.Host.Tests.Processes;

public sealed class SignalTests : IDisposable
{
    private readonly WorkDirectory _directory = new();
    private readonly DaySource _source = new();

    [Theory]
    [InlineData(BackfillProcess.SigInt, ExitCode.Interrupted)]
    [InlineData(BackfillProcess.SigTerm, ExitCode.Terminated)]
    [InlineData(BackfillProcess.SigHup, ExitCode.Terminated)]
    public async Task A_signal_lets_units_in_flight_end_and_the_rest_is_for_resume(int signal, int exitCode)
    {
        _source.Hold();
        using var process = Start();
        await _source.RequestsAsync(4);

        process.Signal(signal);
        var line = await process.ErrorLineAsync("Stopping:");
        _source.Release();

        Assert.Equal(exitCode, await process.ExitAsync());
        Assert.EndsWith("Press Ctrl-C again to cancel them now (nothing is lost; they re-run on resume).", line, StringComparison.Ordinal);
        Assert.Contains("units     20: 4 done, 16 open", process.Out, StringComparison.Ordinal);
        Assert.Contains("next      backfill resume days.conf", process.Out, StringComparison.Ordinal);
        Assert.Equal(4, _directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));

        var (resumed, _, _) = await BackfillProcess.RunAsync(_directory.Path, ["resume", WorkDirectory.Job, .. _source.Flag]);
        Assert.Equal(ExitCode.Complete, resumed);
        Assert.Equal(20, _source.Days.Count);
    }

    // That it takes no longer than two seconds is held against a clock of the test: HardStopTests.
    [Fact]
    public async Task A_second_interrupt_cancels_units_in_flight_long_before_their_grace_is_over()
    {
        _source.Hold();
        using var process = Start("--grace", "1h");
        await _source.RequestsAsync(4);

        process.Signal(BackfillProcess.SigInt);
        await process.ErrorLineAsync("Stopping:");
        process.Signal(BackfillProcess.SigInt);
        // No answer comes: a run that waited for one would not end while the test waits.
        var exit = await process.ExitAsync();

        Assert.Equal(ExitCode.Interrupted, exit);
        Assert.Equal(0, _directory.Ask<long>("SELECT count(*) FROM backfill_ledger"));
    }

    [Fact]
    public async Task Units_in_flight_are_cancelled_when_the_grace_time_is_over()
    {
        _source.Hold();
        using var process = Start("--grace", "500ms");
        await _source.RequestsAsync(4);

        process.Signal(BackfillProcess.SigTerm);

        Assert.Equal(ExitCode.Terminated, await process.ExitAsync());
        Assert.Contains("20 open", process.Out, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _source.Dispose();
        _directory.Dispose();
    }

    private BackfillProcess Start(params IEnumerable<string> args) =>
        BackfillProcess.Start(_directory.Path, ["run", WorkDirectory.Job, .. _source.Flag, .. args]);
}
