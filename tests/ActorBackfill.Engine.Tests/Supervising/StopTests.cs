using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

public class StopTests : RunTest
{
    [Fact]
    public async Task A_stop_lets_units_in_flight_end_and_deals_no_more()
    {
        var entered = new SemaphoreSlim(0);
        var gate = new TaskCompletionSource();
        Source.Script = async (unit, _, _) =>
        {
            entered.Release();
            await gate.Task;
            return ScriptedSource.OneItem(unit);
        };
        var run = Start(Jobs.OfNumbers(100, workers: 3));
        await entered.WaitAsync();
        await entered.WaitAsync();
        await entered.WaitAsync();

        run.Supervisor.Tell(StopRun.Instance);
        gate.SetResult();
        var result = await run.EndAsync();

        Assert.Equal(RunEnd.Stopped, result.End);
        Assert.Equal(3, Source.Fetched.Count);
        Assert.Equal(new UnitCounts(100, 3, 0, 0, 0, 0), result.Progress.Units);
    }

    [Fact]
    public async Task A_cancel_ends_units_in_flight_and_they_stay_open()
    {
        var entered = new SemaphoreSlim(0);
        Source.Script = async (unit, _, cancellation) =>
        {
            entered.Release();
            await Task.Delay(Timeout.Infinite, cancellation);
            return ScriptedSource.OneItem(unit);
        };
        var run = Start(Jobs.OfNumbers(100, workers: 2));
        await entered.WaitAsync();
        await entered.WaitAsync();

        run.Supervisor.Tell(CancelRun.Instance);
        var result = await run.EndAsync();

        Assert.Equal(RunEnd.Stopped, result.End);
        Assert.Equal(100, result.Progress.Units.Open);
    }
}
