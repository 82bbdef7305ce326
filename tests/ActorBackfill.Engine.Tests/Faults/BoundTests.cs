using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Faults;

/// <summary>Mailboxes have no bound; credits and groups have. What stands still behind does not let what is in front pile up.</summary>
public class BoundTests : RunTest
{
    private const int Units = 2_000;

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_sink_that_stands_still_stops_the_workers_when_the_credits_are_used_up()
    {
        using var go = new ManualResetEventSlim();
        Sink.BeforeGroup = () => Assert.True(go.Wait(Soon));
        var run = Start(Jobs.OfNumbers(Units), s => s with { CreditUnits = 50 });
        await AwaitAssertAsync(async () => Assert.Equal(0, await InFlightAsync(run, handedOver: 50)), Soon);

        Assert.InRange(Source.Fetched.Count, 50, 54);

        go.Set();
        Assert.Equal(Units, (await run.EndAsync()).Progress.Units.Done);
    }

    [Fact]
    public async Task A_journal_that_stands_still_stops_the_committer_after_eight_groups()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Journal.BeforeWrite = e => e is UnitsSettled ? go.Task : Task.CompletedTask;
        var run = Start(Jobs.OfNumbers(Units, workers: 8));
        await AwaitAssertAsync(async () => Assert.Equal((0, Units), (await InFlightAsync(run, handedOver: 0), Source.Fetched.Count)), Soon);

        Assert.InRange(Sink.Commits, 1, 8);

        go.SetResult();
        Assert.Equal(Units, (await run.EndAsync()).Progress.Units.Done);
    }

    [Fact]
    public async Task A_worker_whose_source_blocks_its_thread_still_hears_of_a_cancel()
    {
        using var entered = new SemaphoreSlim(0);
        Source.Script = (_, _, cancellation) =>
        {
            entered.Release();
            cancellation.WaitHandle.WaitOne();
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException("nobody cancelled");
        };
        var run = Start(Jobs.OfNumbers(10, workers: 2));
        Assert.True(await entered.WaitAsync(Soon) && await entered.WaitAsync(Soon));

        run.Supervisor.Tell(CancelRun.Instance);

        var result = await run.EndAsync();
        Assert.Equal((RunEnd.Stopped, 10L), (result.End, result.Progress.Units.Open));
    }

    private static async Task<int> InFlightAsync(Run run, int handedOver)
    {
        var progress = await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon);
        Assert.True(progress.Uncommitted >= handedOver, $"{progress.Uncommitted} handed over");
        return progress.InFlight;
    }
}
