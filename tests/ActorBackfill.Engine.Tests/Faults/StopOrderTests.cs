using System.Collections.Concurrent;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Faults;

/// <summary>A stop goes with the data: intake, workers, committer, checkpoint, journal, host. Nothing depends on it; a crash loses nothing.</summary>
public class StopOrderTests : RunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_stopped_run_ends_from_its_intake_to_its_host()
    {
        var ended = new ConcurrentQueue<string>();
        using var entered = new SemaphoreSlim(0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Source.Script = async (unit, _, _) =>
        {
            entered.Release();
            await gate.Task;
            ended.Enqueue("worker");
            return ScriptedSource.OneItem(unit);
        };
        Sink.AfterCommit = _ => ended.Enqueue("committer");
        Journal.AfterWrite = e => Note(ended, e switch { UnitsSettled => "checkpoint", RunEnded => "end of the run", _ => null });
        Journal.Stopped = () => ended.Enqueue("journal");
        var run = Start(Jobs.OfNumbers(100, workers: 2));
        Assert.True(await entered.WaitAsync(Soon) && await entered.WaitAsync(Soon));

        run.Supervisor.Tell(StopRun.Instance);
        gate.SetResult();
        var result = await run.EndAsync();
        await run.Supervisor.GracefulStop(Soon);
        ended.Enqueue("supervisor");
        await Sys.Terminate().WaitAsync(Soon);
        ended.Enqueue("host");

        Assert.Equal((RunEnd.Stopped, 2L, 2), (result.End, result.Progress.Units.Done, Source.Fetched.Count));
        Assert.Equal(["worker", "worker"], ended.Where(e => e == "worker"));
        Assert.Equal(
            ["worker", "committer", "checkpoint", "end of the run", "supervisor", "journal", "host"],
            ended.Reverse().Distinct().Reverse());
    }

    private static Task Note(ConcurrentQueue<string> ended, string? what)
    {
        if (what is not null)
        {
            ended.Enqueue(what);
        }

        return Task.CompletedTask;
    }
}
