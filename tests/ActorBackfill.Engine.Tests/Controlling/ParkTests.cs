using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Controlling;

/// <summary>A worker is held at n=1 while units behind it are parked.</summary>
public class ParkTests : VirtualRunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ICheckpointEvent> _journaled = [];

    public ParkTests()
    {
        Source.Script = async (unit, _, _) =>
        {
            if (unit.Key == "n=1")
            {
                _asked.TrySetResult();
                await _held.Task;
            }

            return ScriptedSource.OneItem(unit);
        };
        Journal.AfterWrite = stored =>
        {
            _journaled.Add((ICheckpointEvent)stored);
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task Units_that_are_not_come_to_yet_are_quarantined_and_never_requested()
    {
        var run = await HeldAsync();

        var parked = await ParkAsync(run, 2, 4, 5);
        var progress = await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon);
        var result = await EndAsync(run);

        Assert.Equal(new UnitsParked(3, 0), parked);
        Assert.Equal((3L, 0L), (progress.Units.Quarantined, progress.UnitsThisRun));
        Assert.Equal((2L, 0L, 3L, 2L), (result.Units.Done, result.Units.Failed, result.Units.Quarantined, result.UnitsThisRun));
        Assert.Equal(["n=1", "n=3"], Source.Counts.Keys.Order(StringComparer.Ordinal));
        var journaled = Assert.Single(_journaled.OfType<UnitsQuarantined>());
        Assert.Equal(("ann (uid 1000)", "not before May"), (journaled.By, journaled.Reason));
        var unit = Replayed().ClosedUnitOf(Ordinal(4))!;
        Assert.Equal((UnitOutcome.Quarantined, "parked", "not before May", 0), (unit.Outcome, unit.Category, unit.Text, unit.Attempt));
    }

    [Fact]
    public async Task What_is_being_worked_on_stays_and_a_second_time_there_is_nothing_to_do()
    {
        var run = await HeldAsync();

        Assert.Equal(new UnitsParked(1, 1), await ParkAsync(run, 1, 2));
        Assert.Equal(new UnitsParked(0, 1), await ParkAsync(run, 1, 2));
        var result = await EndAsync(run);

        Assert.Equal((4L, 1L), (result.Units.Done, result.Units.Quarantined));
        Assert.Single(_journaled.OfType<UnitsQuarantined>());
    }

    [Fact]
    public async Task A_parked_unit_that_is_wanted_again_is_dealt_in_the_same_run()
    {
        var run = await HeldAsync();
        await ParkAsync(run, 3);

        var retried = await run.Supervisor.Ask<UnitsRetried>(new RetryUnits("ann", Units(3), "May"), Soon);
        var result = await EndAsync(run);

        Assert.Equal(new UnitsRetried(1, 1), retried);
        Assert.Equal((5L, 0L, 5L), (result.Units.Done, result.Units.Quarantined, result.UnitsThisRun));
        Assert.Equal(1, Source.Counts["n=3"]);
    }

    [Fact]
    public async Task A_unit_that_waits_for_another_attempt_is_tried_no_more()
    {
        Source.Script = async (unit, _, _) =>
        {
            if (unit.Key == "n=1")
            {
                throw new BackfillException(FailureCategory.Transient, "500");
            }

            if (unit.Key == "n=2")
            {
                _asked.TrySetResult();
                await _held.Task;
            }

            return ScriptedSource.OneItem(unit);
        };
        var run = await HeldAsync();
        await AwaitAssertAsync(async () => Assert.Equal(1, (await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon)).Retries), Soon);

        var parked = await ParkAsync(run, 1);
        var result = await EndAsync(run);

        Assert.Equal(new UnitsParked(1, 0), parked);
        Assert.Equal((4L, 0L, 1L), (result.Units.Done, result.Units.Failed, result.Units.Quarantined));
        Assert.Equal(1, Source.Counts["n=1"]);
    }

    [Fact]
    public async Task A_failed_unit_keeps_its_cause_and_counts_once()
    {
        Source.Script = async (unit, _, _) =>
        {
            if (unit.Key == "n=1")
            {
                throw new BackfillException(FailureCategory.InvalidData, "no cents");
            }

            if (unit.Key == "n=2")
            {
                _asked.TrySetResult();
                await _held.Task;
            }

            return ScriptedSource.OneItem(unit);
        };
        var run = await HeldAsync();
        await AwaitAssertAsync(async () => Assert.Equal(1, (await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon)).Units.Failed), Soon);

        var parked = await ParkAsync(run, 1);
        var result = await EndAsync(run);

        Assert.Equal(new UnitsParked(1, 0), parked);
        Assert.Equal((4L, 0L, 1L, 5L, 1L), (result.Units.Done, result.Units.Failed, result.Units.Quarantined, result.UnitsThisRun, result.FailedThisRun));
        var unit = Replayed().ClosedUnitOf(Ordinal(1))!;
        Assert.Equal((UnitOutcome.Quarantined, "invalid-data", "no cents"), (unit.Outcome, unit.Category, unit.Text));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_that_is_away_has_it_before_it_is_answered(bool isStored)
    {
        var failures = 1;
        Func<object, Task> fail = e => e is UnitsQuarantined && failures-- > 0 ? Task.FromException(new IOException("disk full")) : Task.CompletedTask;
        var journaled = Journal.AfterWrite;
        var run = await HeldAsync();
        if (isStored)
        {
            Journal.AfterWrite = async e =>
            {
                await journaled(e);
                await fail(e);
            };
        }
        else
        {
            Journal.BeforeWrite = fail;
        }

        var parked = run.Supervisor.Ask<UnitsParked>(new ParkUnits("ann", Units(2), "not before May"), TimeSpan.FromMinutes(3));
        await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon);
        var result = await EndAsync(run);

        Assert.Equal(new UnitsParked(1, 0), await parked);
        Assert.Equal((4L, 1L), (result.Units.Done, result.Units.Quarantined));
        Assert.Single(_journaled.OfType<UnitsQuarantined>());
        Assert.DoesNotContain("n=2", Source.Counts.Keys);
    }

    [Fact]
    public async Task A_run_that_is_being_stopped_parks_nothing()
    {
        var run = await HeldAsync();
        run.Supervisor.Tell(StopRun.Instance);

        Assert.IsType<ChangeRefused>(await run.Supervisor.Ask<object>(new ParkUnits("ann", Units(2), "why"), Soon));

        await EndAsync(run);
        Assert.Empty(_journaled.OfType<UnitsQuarantined>());
    }

    private async Task<Run> HeldAsync()
    {
        var run = Start(Jobs.OfNumbers(5, workers: 1));
        await _asked.Task.WaitAsync(Soon);
        return run;
    }

    private async Task<RunProgress> EndAsync(Run run)
    {
        _held.TrySetResult();
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(60));
        return result.Progress;
    }

    private static Task<UnitsParked> ParkAsync(Run run, params IEnumerable<long> numbers) =>
        run.Supervisor.Ask<UnitsParked>(new ParkUnits("ann (uid 1000)", Units(numbers), "not before May"), Soon);

    private static ImmutableArray<long> Units(params IEnumerable<long> numbers) => [.. numbers.SelectMany(n => (IEnumerable<long>)[Ordinal(n), 1])];

    private static long Ordinal(long number) => Jobs.Plan(Jobs.OfNumbers(2_000)).OrdinalAt(number - 1);

    private CheckpointState Replayed()
    {
        var state = new CheckpointState();
        _journaled.ForEach(state.Apply);
        return state;
    }
}
