using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

/// <summary>Workers that are lost, cannot begin or do not come back.</summary>
public class WorkerLossTests : VirtualRunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(InstanceScope.Worker)]
    [InlineData(InstanceScope.Unit)]
    public async Task A_processor_that_cannot_be_made_fails_the_units_and_the_run_ends(InstanceScope instance)
    {
        var run = Start(Jobs.OfNumbers(3) with { Instance = instance }, processor: () => throw new InvalidOperationException("no model file"));

        var (result, _) = await EndWithinAsync(run, Soon);

        Assert.Equal(new UnitCounts(3, 0, 0, 0, 3, 0), result.Progress.Units);
        Assert.Contains("no model file", Assert.Single(result.Progress.Failures).Text, StringComparison.Ordinal);
        Assert.Equal(0, Sink.OpenReaders);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_opened_is_tried_again()
    {
        var failures = 2;
        Sink.BeforeReader = () =>
        {
            if (Interlocked.Decrement(ref failures) >= 0)
            {
                throw new BackfillException(FailureCategory.SinkUnavailable, "locked");
            }
        };
        var run = Start(Jobs.OfNumbers(3, workers: 1));

        var (result, _) = await EndWithinAsync(run, Soon);

        Assert.Equal((3L, 2L), (result.Progress.Units.Done, result.Progress.Retries));
    }

    [Fact]
    public async Task What_a_lost_worker_still_finishes_counts_once_and_hides_nothing()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var entered = new SemaphoreSlim(0);
        Source.Script = async (unit, count, _) =>
        {
            entered.Release();
            await (unit.Index == 1 ? second.Task : count == 1 ? first.Task : Task.CompletedTask);
            return ScriptedSource.OneItem(unit);
        };
        var run = Start(Jobs.OfNumbers(2, workers: 1));
        await entered.WaitAsync(Soon);
        Sys.ActorSelection("/user/job-1/workers/*").Tell(Kill.Instance, ActorRefs.NoSender);
        await entered.WaitAsync(Soon);

        first.SetResult();
        await AwaitAssertAsync(() => Assert.Equal(["n=1"], Sink.Keys), Soon);
        await AwaitAssertAsync(async () => Assert.Equal(1, (await ProgressOf(run)).Units.Done), Soon);
        second.SetResult();
        var (result, _) = await EndWithinAsync(run, Soon);

        Assert.Equal(new UnitCounts(2, 2, 0, 0, 0, 0), result.Progress.Units);
        Assert.Equal((2L, 2L), (result.Progress.UnitsThisRun, result.Progress.Rows));
        Assert.Equal(1, Source.Counts["n=1"]);
    }

    [Fact]
    public async Task Units_of_a_lost_lease_that_are_settled_already_do_not_run_again()
    {
        var (gate, held) = (new TaskCompletionSource(), "");
        using var entered = new SemaphoreSlim(0);
        Source.Script = async (unit, count, _) =>
        {
            // Far enough into the plan that leases hold several units.
            if (unit.Index > 2_000 && Interlocked.CompareExchange(ref held, unit.Key, "").Length == 0)
            {
                entered.Release();
                await gate.Task;
            }

            return ScriptedSource.OneItem(unit);
        };
        var run = Start(Jobs.OfNumbers(4_000, workers: 1));
        await entered.WaitAsync(Soon);
        var before = int.Parse(held[2..], System.Globalization.CultureInfo.InvariantCulture) - 1;
        await AwaitAssertAsync(async () => Assert.Equal(before, (await ProgressOf(run)).Units.Done), Soon);

        Sys.ActorSelection("/user/job-1/workers/*").Tell(Kill.Instance, ActorRefs.NoSender);
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromMinutes(4));
        gate.SetResult();

        Assert.Equal(new UnitCounts(4_000, 4_000, 0, 0, 0, 0), result.Progress.Units);
        Assert.Equal((4_000L, 4_000L), (result.Progress.UnitsThisRun, result.Progress.Rows));
        Assert.DoesNotContain(Source.Counts, c => c.Value > 1 && int.Parse(c.Key[2..], System.Globalization.CultureInfo.InvariantCulture) <= before);
    }

    private static Task<RunProgress> ProgressOf(Run run) => run.Supervisor.Ask<RunProgress>(Engine.Supervising.GetProgress.Instance, Soon);
}
