using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Readiness;

public class ReadinessTests : VirtualRunTest
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Units_that_are_not_ready_stay_open_and_do_not_stop_the_others()
    {
        var (result, _) = await EndWithinAsync(Start(Job(20), new FakeReadiness(u => u.Index % 2 == 0 ? 10 : 9)), TimeSpan.FromMinutes(1));

        Assert.Equal((RunEnd.Finished, 10L, 10L, 10L), (result.End, result.Progress.Units.Done, result.Progress.Units.Open, result.Progress.NotReady));
        Assert.StartsWith("10 units wait for other: 90.0 % (9/10) of n=", result.Progress.HeldBy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_run_when_the_other_job_has_got_as_far_as_they_need()
    {
        var readiness = new FakeReadiness(u => u.Index == 0 ? 10 : 0) { Wait = null };
        var run = Start(Job(20), readiness);
        await AwaitAssertAsync(async () => Assert.Equal((1L, 19L), await ProgressAsync(run) is var p ? (p.Units.Done, p.NotReady) : default));
        Assert.StartsWith("19 units wait for other: 0.0 % (0/10) of n=", (await ProgressAsync(run)).WaitingFor, StringComparison.Ordinal);

        readiness.Change(_ => 10);
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromMinutes(1));

        Assert.Equal((20L, 0L), (result.Progress.Units.Done, result.Progress.NotReady));
        Assert.True(result.Progress.Waits.Seconds[WaitReason.Upstream] > 0);
    }

    [Fact]
    public async Task A_run_waits_for_another_job_as_long_as_it_is_told_to()
    {
        var (result, after) = await EndWithinAsync(Start(Job(3), new FakeReadiness(_ => 0) { Wait = TimeSpan.FromMinutes(2) }), TimeSpan.FromMinutes(5));

        Assert.Equal((3L, RunEnd.Finished), (result.Progress.NotReady, result.End));
        Assert.InRange(after, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.2));
    }

    [Fact]
    public async Task A_wave_does_not_wait_for_units_that_nobody_waits_for()
    {
        var job = Jobs.Of(Jobs.MonthsAndStates(4)) with { Requires = [new RequirementDefinition("other")] };

        var (result, _) = await EndWithinAsync(Start(job, new FakeReadiness(u => u.Value("state") == "S2" ? 0 : 10)), TimeSpan.FromMinutes(1));

        Assert.Equal((9L, 3L), (result.Progress.Units.Done, result.Progress.NotReady));
    }

    [Fact]
    public async Task Who_ignores_what_is_required_runs_everything_and_knows_what_is_missing()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<double>();
        var run = Start(Job(5), new FakeReadiness(_ => 4), s => s with { IgnoresRequires = true }, () => new Noting(seen));
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromMinutes(1));

        Assert.Equal(5, result.Progress.Units.Total - result.Progress.Units.Open);
        Assert.All(seen, percent => Assert.Equal(40, percent));
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public void A_look_asks_once_for_units_that_wait_together()
    {
        var asked = 0;
        var plan = Jobs.Plan(Jobs.OfNumbers(10_000));
        var readiness = new Together(() => asked++);
        var held = new Engine.Readiness.HeldUnits(plan, readiness);
        for (var i = 0; i < plan.Count; i++)
        {
            Assert.True(held.Hold(i));
        }

        asked = 0;
        held.LookAgain();

        Assert.Equal((10_000L, 1), (held.Count, asked));
    }

    private static JobDefinition Job(int units) => Jobs.OfNumbers(units) with { Requires = [new RequirementDefinition("other")] };

    private static Task<RunProgress> ProgressAsync(Run run) => run.Supervisor.Ask<RunProgress>(GetProgress.Instance, AnswerTime);

    private Run Start(JobDefinition job, IReadiness readiness, Func<RunSettings, RunSettings>? change = null, Func<IProcessor>? processor = null) =>
        Start(job, change, processor, changePorts: p => p with { Readiness = readiness });

    private sealed class Noting(System.Collections.Concurrent.ConcurrentBag<double> seen) : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            seen.Add(unit.Upstream.Completeness.Percent);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Together(Action asked) : IReadiness
    {
        public TimeSpan? Wait => null;

        public Domain.Readiness.Upstream Of(PlanUnit unit)
        {
            asked();
            return new([new Domain.Readiness.UpstreamJob("other", "", new Domain.Readiness.Completeness(1, 0))]);
        }

        public ValueTask<bool> RefreshAsync(CancellationToken cancellation) => ValueTask.FromResult(true);
    }
}
