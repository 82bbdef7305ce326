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

public class RetryTests : VirtualRunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ICheckpointEvent> _journaled = [];

    public RetryTests()
    {
        // The first unit fails when it is made for the first time, the last waits for the test.
        Source.Script = async (unit, time, _) =>
        {
            if (unit.Key == "n=1" && time == 1)
            {
                throw new BackfillException(FailureCategory.InvalidData, "no cents");
            }

            if (unit.Key == "n=3")
            {
                _asked.TrySetResult();
                await _held.Task;
            }

            return ScriptedSource.OneItem(unit);
        };
        Journal.AfterWrite = Note;
    }

    [Fact]
    public async Task A_failed_unit_is_dealt_again_in_the_run_that_goes_on()
    {
        var run = await FailedAsync();

        var retried = await RetryAsync(run, 1);
        _held.SetResult();
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(30));

        Assert.Equal(new UnitsRetried(1, 1), retried);
        Assert.Equal((3L, 0L, 3L, 0L), (result.Progress.Units.Done, result.Progress.Units.Failed, result.Progress.UnitsThisRun, result.Progress.FailedThisRun));
        Assert.Empty(result.Progress.FailedUnits);
        Assert.Empty(result.Progress.Failures);
        Assert.Equal((2, 3), (Source.Counts["n=1"], Sink.Keys.Count));
        var requeued = Assert.Single(_journaled.OfType<UnitsRequeued>());
        Assert.Equal(("ann (uid 1000)", "mended"), (requeued.By, requeued.Reason));
        Assert.True(Units(1).SequenceEqual(requeued.Units));
        Assert.Equal(UnitOutcome.Done, Replayed().OutcomeOf(Ordinal(1)));
    }

    [Fact]
    public async Task Units_that_the_run_is_at_or_still_comes_to_are_left_to_it()
    {
        var run = await FailedAsync(units: 50);

        Assert.Equal(new UnitsRetried(0, 0), await RetryAsync(run, 3, 4, 50, 1_000));
        Assert.Equal(new UnitsRetried(1, 1), await RetryAsync(run, 1, 3));
        _held.SetResult();
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(30));

        Assert.Equal(50, result.Progress.Units.Done);
        Assert.All(Source.Counts, c => Assert.Equal(c.Key == "n=1" ? 2 : 1, c.Value));
    }

    [Fact]
    public async Task A_unit_that_is_done_is_made_again_and_its_rows_are_replaced()
    {
        var run = await FailedAsync();
        await WhenDoneAsync(run, 1);

        var retried = await RetryAsync(run, 2);
        _held.SetResult();
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(30));

        Assert.Equal(new UnitsRetried(1, 1), retried);
        Assert.Equal((2L, 1L), (result.Progress.Units.Done, result.Progress.Units.Failed));
        Assert.Equal((2, 2), (Source.Counts["n=2"], Sink.Rows.Count));
        Assert.Equal((2L, 0L), (Replayed().SettledCount, Replayed().ReopenedCount));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_journal_that_is_away_has_it_before_the_unit_is_dealt(bool isStored)
    {
        var failures = 1;
        Func<object, Task> fail = e => e is UnitsRequeued && failures-- > 0 ? Task.FromException(new IOException("disk full")) : Task.CompletedTask;
        var run = await FailedAsync();
        if (isStored)
        {
            Journal.AfterWrite = async e =>
            {
                await Note(e);
                await fail(e);
            };
        }
        else
        {
            Journal.BeforeWrite = fail;
        }

        var retried = run.Supervisor.Ask<UnitsRetried>(new RetryUnits("ann", Units(1), "mended"), TimeSpan.FromMinutes(1));
        await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon);
        _held.SetResult();
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(60));

        Assert.Equal(new UnitsRetried(1, 1), await retried);
        Assert.Equal((3L, 0L), (result.Progress.Units.Done, result.Progress.Units.Failed));
        Assert.Single(_journaled.OfType<UnitsRequeued>());
        Assert.Equal(2, Source.Counts["n=1"]);
    }

    [Fact]
    public async Task A_run_that_is_being_stopped_opens_nothing()
    {
        var run = await FailedAsync();
        run.Supervisor.Tell(StopRun.Instance);

        Assert.IsType<ChangeRefused>(await run.Supervisor.Ask<object>(new RetryUnits("ann", Units(1), "mended"), Soon));

        _held.SetResult();
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(30));
        Assert.Equal((2L, 1L), (result.Progress.Units.Done, result.Progress.Units.Failed));
    }

    private async Task<Run> FailedAsync(int units = 3)
    {
        var run = Start(Jobs.OfNumbers(units, workers: units == 3 ? 3 : 1));
        await _closed.Task.WaitAsync(Soon);
        await AwaitAssertAsync(async () => Assert.Equal(1, (await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon)).Units.Failed), Soon);
        if (units > 3)
        {
            await _asked.Task.WaitAsync(Soon);
        }

        return run;
    }

    private Task WhenDoneAsync(Run run, long done) =>
        AwaitAssertAsync(async () => Assert.Equal(done, (await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon)).Units.Done), Soon);

    private static Task<UnitsRetried> RetryAsync(Run run, params IEnumerable<long> numbers) =>
        run.Supervisor.Ask<UnitsRetried>(new RetryUnits("ann (uid 1000)", Units(numbers), "mended"), Soon);

    private static ImmutableArray<long> Units(params IEnumerable<long> numbers) => [.. numbers.SelectMany(n => (IEnumerable<long>)[Ordinal(n), 1])];

    private static long Ordinal(long number) => Jobs.Plan(Jobs.OfNumbers(2_000)).OrdinalAt(number - 1);

    private Task Note(object stored)
    {
        _journaled.Add((ICheckpointEvent)stored);
        if (stored is UnitsClosed)
        {
            _closed.TrySetResult();
        }

        return Task.CompletedTask;
    }

    private CheckpointState Replayed()
    {
        var state = new CheckpointState();
        _journaled.ForEach(state.Apply);
        return state;
    }
}
