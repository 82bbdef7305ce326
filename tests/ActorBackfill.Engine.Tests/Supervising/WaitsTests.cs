using System.Collections.Concurrent;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

public class WaitsTests : VirtualRunTest
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Workers_that_wait_for_the_last_unit_of_a_wave_are_at_the_barrier()
    {
        var gates = new ConcurrentDictionary<string, TaskCompletionSource>(StringComparer.Ordinal);
        Source.Script = async (unit, _, cancellation) =>
        {
            await gates.GetOrAdd(unit.Key, _ => new TaskCompletionSource()).Task.WaitAsync(cancellation);
            return ScriptedSource.OneItem(unit);
        };
        var job = Jobs.Of(Jobs.MonthsAndStates(4), workers: 4);
        var plan = Jobs.Plan(job);

        var run = Start(job);
        for (var wave = 0; wave < 3; wave++)
        {
            await InFlightAsync(run, 4);
            ((ManualTime)Time).Advance(TimeSpan.FromSeconds(1));
            Release(Enumerable.Range((wave * 4) + 1, 3));
            await InFlightAsync(run, 1);
            ((ManualTime)Time).Advance(TimeSpan.FromSeconds(9));
            Release([wave * 4]);
        }

        var waits = (await run.EndAsync()).Progress.Waits;
        // Three of four workers for 9 of 10 s: twice because the next wave waits, at last because nothing is left.
        Assert.Equal(120, waits.Total, 0.01);
        Assert.Equal(54, waits.Seconds[WaitReason.Barrier], 0.01);
        Assert.Equal(27, waits.Seconds[WaitReason.NothingLeft], 0.01);
        Assert.Equal(39, waits.Seconds[WaitReason.Working], 0.01);

        void Release(IEnumerable<int> units)
        {
            foreach (var index in units)
            {
                gates.GetOrAdd(plan.UnitAt(index).Key, _ => new TaskCompletionSource()).SetResult();
            }
        }
    }

    [Fact]
    public async Task E72_A_source_that_is_slow_for_one_value_does_not_hold_up_the_others()
    {
        var slow = new TaskCompletionSource();
        Source.Script = async (unit, _, cancellation) =>
        {
            await (unit.Value("state") == "S1" ? slow.Task.WaitAsync(cancellation) : Task.CompletedTask);
            return ScriptedSource.OneItem(unit);
        };
        var dimensions = Jobs.MonthsAndStates(7);
        var job = Jobs.Of([(Domain.Jobs.CalendarDimensionDefinition)dimensions[0] with { IsWave = false }, dimensions[1]], workers: 8);

        var run = Start(job);
        await AwaitAssertAsync(async () =>
            Assert.Equal((18L, 3), await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, AnswerTime) is var p ? (p.Units.Done, p.InFlight) : default));
        slow.SetResult();

        Assert.Equal(21, (await run.EndAsync()).Progress.Units.Done);
    }

    [Fact]
    public async Task A_run_that_stands_still_says_what_it_waits_for()
    {
        Source.Script = (unit, count, _) => count == 1
            ? throw new Domain.Outcomes.BackfillException(Domain.Outcomes.FailureCategory.Transient, "busy")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));
        var job = Jobs.OfNumbers(2) with { Retry = new() { MinBackoff = TimeSpan.FromHours(1), MaxBackoff = TimeSpan.FromHours(1) } };

        var run = Start(job);
        await AwaitAssertAsync(async () =>
            Assert.Equal("2 units that are tried again later", (await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, AnswerTime)).WaitingFor));

        var waits = await run.Supervisor.Ask<Waits>(GetWaits.Instance, AnswerTime);
        Assert.True(waits.Seconds.Keys.All(r => r is WaitReason.Retries or WaitReason.Working or WaitReason.NothingLeft));
        run.Supervisor.Tell(StopRun.Instance);
        await run.EndAsync();
    }

    private async Task InFlightAsync(Run run, int units) => await AwaitAssertAsync(async () =>
        Assert.Equal((units, 0), await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, AnswerTime) is var p ? (p.InFlight, p.Uncommitted) : default));
}
