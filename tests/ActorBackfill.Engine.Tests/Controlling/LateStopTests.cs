using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Controlling;

public class LateStopTests : RunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(1, RunEnd.Finished)]
    [InlineData(2, RunEnd.Stopped)]
    public async Task A_stop_that_comes_when_the_last_unit_ends_has_changed_nothing(int units, RunEnd end)
    {
        var (asked, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Source.Script = async (unit, _, _) =>
        {
            asked.TrySetResult();
            await held.Task;
            return ScriptedSource.OneItem(unit);
        };
        var run = Start(Jobs.OfNumbers(units, workers: 1));
        await asked.Task.WaitAsync(Soon);

        run.Supervisor.Tell(StopRun.Instance);
        held.SetResult();

        Assert.Equal((end, 1L), ((await run.EndAsync()).End, Sink.Keys.Count));
    }

    [Fact]
    public async Task A_stop_that_leaves_an_attempt_to_resume_is_one()
    {
        var (asked, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Source.Script = async (_, _, _) =>
        {
            asked.TrySetResult();
            await held.Task;
            throw new BackfillException(FailureCategory.Transient, "reset");
        };
        var run = Start(Jobs.OfNumbers(1, workers: 1));
        await asked.Task.WaitAsync(Soon);

        run.Supervisor.Tell(StopRun.Instance);
        held.SetResult();

        Assert.Equal(RunEnd.Stopped, (await run.EndAsync()).End);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_is_not_another_sink()
    {
        var sink = new MemorySink { BeforeLedger = () => throw new BackfillException(FailureCategory.SinkUnavailable, "database is locked") };

        var result = await RunAsync(Jobs.OfNumbers(1), sink: sink);

        Assert.Equal(RunRefusal.SinkUnusable, result.Refusal);
        Assert.Contains("locked", result.Message, StringComparison.Ordinal);
    }
}
