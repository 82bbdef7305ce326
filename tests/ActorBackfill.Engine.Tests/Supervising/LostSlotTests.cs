using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

/// <summary>Processors that do not end when they are told to.</summary>
public sealed class LostSlotTests : VirtualRunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim _hang = new();
    private readonly SemaphoreSlim _entered = new(0);

    [Fact]
    public async Task F76_A_unit_that_hangs_loses_its_slot_and_no_other_unit()
    {
        var run = Start(Timed(Jobs.OfNumbers(40, workers: 2)), processor: () => new HangingProcessor(this, 5));

        var (result, _) = await EndWithinAsync(run, TimeSpan.FromMinutes(4));
        _hang.Set();

        Assert.Equal(new UnitCounts(40, 39, 0, 0, 1, 0), result.Progress.Units);
        Assert.Equal((RunEnd.Finished, 1, 0L), (result.End, result.Progress.LostSlots, result.Progress.Retries));
        Assert.Equal("timeout", Assert.Single(result.Progress.Failures).Category);
        Assert.DoesNotContain("n=5", Sink.Keys);
    }

    [Fact]
    public async Task F76_What_a_lost_slot_still_gives_is_never_committed()
    {
        var last = new TaskCompletionSource();
        Source.Script = async (unit, _, cancellation) =>
        {
            await (unit.Index == 2 ? last.Task.WaitAsync(cancellation) : Task.CompletedTask);
            return ScriptedSource.OneItem(unit);
        };
        var run = Start(Timed(Jobs.OfNumbers(3, workers: 1)), processor: () => new HangingProcessor(this, 1));
        await _entered.WaitAsync(Soon);
        Advance(Limit + Soon + Soon);
        await AwaitAssertAsync(async () => Assert.Equal(1, (await ProgressOf(run)).LostSlots), Soon);
        await AwaitAssertAsync(() => Assert.Equal(["n=2"], Sink.Keys), Soon);

        // The worker has begun anew, the run has the unit's end: now the old attempt ends, with rows.
        _hang.Set();
        await WhenIdleAsync();
        last.SetResult();
        var (result, _) = await EndWithinAsync(run, Soon);

        Assert.Equal(new UnitCounts(3, 2, 0, 0, 1, 0), result.Progress.Units);
        Assert.Equal(["n=2", "n=3"], Sink.Keys.Order());
    }

    [Fact]
    public async Task A_run_that_loses_more_slots_than_it_bears_ends_and_names_the_units()
    {
        var job = Timed(Jobs.OfNumbers(40, workers: 2)) with { Halt = new HaltDefinition { LostSlots = 2, Mode = HaltMode.Never } };
        var run = Start(job, processor: () => new HangingProcessor(this, 3, 4, 5, 6));

        var (result, _) = await EndWithinAsync(run, TimeSpan.FromMinutes(8));
        _hang.Set();

        // They hang in pairs: the fourth is lost at the same moment, and counts when it is heard of before the end is written.
        Assert.Equal(RunEnd.StoppedByPolicy, result.End);
        Assert.InRange(result.Progress.LostSlots, 3, 4);
        Assert.Matches("^[34] attempts did not end .*: n=[3-6](, n=[3-6]){2,3}$", result.Message);
    }

    [Fact]
    public async Task What_had_ended_before_the_unit_that_hangs_stays_as_it_ended()
    {
        // Blocks its thread, so that what the lease has finished before is not handed over yet.
        Source.Script = (unit, _, _) => unit.Index == 2_500
            ? throw new BackfillException(FailureCategory.NotFound, "gone")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));
        var run = Start(Timed(Jobs.OfNumbers(4_000, workers: 1)), processor: () => new HangingProcessor(this, 2_520));

        var (result, _) = await EndWithinAsync(run, TimeSpan.FromMinutes(4));
        _hang.Set();

        Assert.Equal(new UnitCounts(4_000, 3_998, 0, 0, 2, 0), result.Progress.Units);
        Assert.Equal(1, Source.Counts["n=2501"]);
    }

    protected override void AfterAll()
    {
        _hang.Set();
        base.AfterAll();
        _hang.Dispose();
        _entered.Dispose();
    }

    private static JobDefinition Timed(JobDefinition job) => job with { Retry = job.Retry with { AttemptTimeout = Limit } };

    private static Task<RunProgress> ProgressOf(Run run) => run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon);

    private sealed class HangingProcessor(LostSlotTests test, params long[] units) : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            if (units.Contains(unit.Unit.Index + 1))
            {
                test._entered.Release();
                test._hang.Wait(CancellationToken.None);
            }

            foreach (var item in unit.Items)
            {
                unit.Emit("rows", item);
            }

            return ValueTask.CompletedTask;
        }
    }
}
