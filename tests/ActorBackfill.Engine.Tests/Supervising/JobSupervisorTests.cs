using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

public class JobSupervisorTests : RunTest
{
    [Fact]
    public async Task Every_unit_is_committed_once_and_the_counts_add_up()
    {
        var job = Jobs.OfNumbers(500);

        var result = await RunAsync(job);

        Assert.Equal(RunEnd.Finished, result.End);
        Assert.Equal(new UnitCounts(500, 500, 0, 0, 0, 0), result.Progress.Units);
        Assert.Equal(500, result.Progress.Rows);
        Assert.Equal(500, result.Progress.Requests);
        Assert.Equal(ExpectedRows(Jobs.Plan(job)), Sink.Rows);
        Assert.All(Source.Counts.Values, c => Assert.Equal(1, c));
    }

    [Fact]
    public async Task A_second_run_finds_nothing_left_and_fetches_nothing()
    {
        await RunAsync(Jobs.OfNumbers(50));
        Source.Fetched.Clear();

        var again = await RunAsync(Jobs.OfNumbers(50));

        Assert.Empty(Source.Fetched);
        Assert.Equal(50, again.Progress.Units.Done);
        Assert.Equal(0, again.Progress.UnitsThisRun);
    }

    [Fact]
    public async Task A_wider_range_keeps_what_is_done()
    {
        await RunAsync(Jobs.OfNumbers(30));
        Source.Fetched.Clear();

        var wider = await RunAsync(Jobs.OfNumbers(40));

        Assert.Equal(10, Source.Fetched.Count);
        Assert.Equal(40, wider.Progress.Units.Done);
    }

    [Fact]
    public async Task A_wave_starts_when_every_unit_of_the_one_before_has_ended()
    {
        var fetching = 0;
        var months = new List<(string Month, int Others)>();
        Source.Script = async (unit, _, _) =>
        {
            lock (months)
            {
                months.Add((unit.Value("month")!, Interlocked.Increment(ref fetching)));
            }

            await Task.Yield();
            Interlocked.Decrement(ref fetching);
            return unit.Value("state") == "S2" ? throw new BackfillException(FailureCategory.NotFound, "gone") : ScriptedSource.OneItem(unit);
        };

        var result = await RunAsync(Jobs.Of(Jobs.MonthsAndStates(7), workers: 7));

        Assert.Equal(months.Select(m => m.Month).Order(StringComparer.Ordinal), months.Select(m => m.Month));
        Assert.Equal(new UnitCounts(21, 18, 0, 0, 3, 0), result.Progress.Units);
    }

    [Fact]
    public async Task A_unit_that_fails_in_passing_is_tried_again_and_succeeds()
    {
        Source.Script = (unit, count, _) => count < 3
            ? throw new BackfillException(FailureCategory.Transient, "refused")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));

        var result = await RunAsync(Jobs.OfNumbers(5));

        Assert.Equal(5, result.Progress.Units.Done);
        Assert.Equal(10, result.Progress.Retries);
        Assert.Equal(15, result.Progress.Requests);
    }

    [Fact]
    public async Task A_unit_that_keeps_failing_fails_after_its_attempts_and_the_others_go_on()
    {
        Source.Script = (unit, _, _) => unit.Index % 10 == 3
            ? throw new BackfillException(FailureCategory.Transient, $"server said 500 for {unit.Key}")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));

        var result = await RunAsync(Jobs.OfNumbers(100));

        Assert.Equal(new UnitCounts(100, 90, 0, 0, 10, 0), result.Progress.Units);
        var group = Assert.Single(result.Progress.Failures);
        Assert.Equal(("transient", 10L), (group.Category, group.Count));
        Assert.All(Source.Counts.Where(c => c.Value > 1), c => Assert.Equal(3, c.Value));
    }

    [Fact]
    public async Task Failed_units_run_again_on_resume()
    {
        var broken = true;
        Source.Script = (unit, _, _) => broken && unit.Index == 2
            ? throw new BackfillException(FailureCategory.Auth, "refused")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));
        await RunAsync(Jobs.OfNumbers(5));
        broken = false;
        Source.Fetched.Clear();

        var resumed = await RunAsync(Jobs.OfNumbers(5));

        Assert.Equal(["n=3"], Source.Fetched);
        Assert.Equal(new UnitCounts(5, 5, 0, 0, 0, 0), resumed.Progress.Units);
    }

    [Fact]
    public async Task A_unit_that_the_sink_refuses_fails_alone()
    {
        Sink.Refuses = r => r.Unit.Index == 4 ? new BackfillException(FailureCategory.InvalidData, "rows.value: too long") : null;

        var result = await RunAsync(Jobs.OfNumbers(50));

        Assert.Equal(new UnitCounts(50, 49, 0, 0, 1, 0), result.Progress.Units);
    }

    [Fact]
    public async Task An_empty_unit_is_settled_with_no_rows()
    {
        Source.Script = (unit, _, _) => ValueTask.FromResult(unit.Index == 0 ? new FetchedUnit([], 1, 2) : ScriptedSource.OneItem(unit));

        var result = await RunAsync(Jobs.OfNumbers(3));

        Assert.Equal(new UnitCounts(3, 2, 1, 0, 0, 0), result.Progress.Units);
    }

    [Fact]
    public async Task A_processor_that_declines_a_unit_leaves_its_reason_and_no_rows()
    {
        var result = await RunAsync(Jobs.OfNumbers(3), processor: () => new Declining());

        Assert.Equal(new UnitCounts(3, 0, 0, 3, 0, 0), result.Progress.Units);
        Assert.Empty(Sink.Rows);
    }

    [Fact]
    public async Task A_processor_that_throws_fails_its_unit_as_a_calculation()
    {
        var result = await RunAsync(Jobs.OfNumbers(3), processor: () => new Throwing());

        Assert.Equal(3, result.Progress.Units.Failed);
        Assert.Equal("calculation", Assert.Single(result.Progress.Failures).Category);
    }

    [Fact]
    public async Task Each_worker_has_its_own_connection_and_processor_and_closes_them()
    {
        var made = 0;
        var fetching = 0;
        var all = new TaskCompletionSource();
        Source.Script = async (unit, _, _) =>
        {
            if (Interlocked.Increment(ref fetching) == 5)
            {
                all.SetResult();
            }

            await all.Task;
            return ScriptedSource.OneItem(unit);
        };
        await RunAsync(Jobs.OfNumbers(200, workers: 5), processor: () =>
        {
            Interlocked.Increment(ref made);
            return new Emitting();
        });

        Assert.Equal(5, made);
        Assert.Equal(5, Sink.MostReaders);
    }

    [Fact]
    public async Task Where_the_job_says_so_each_unit_has_its_own_connection_and_processor()
    {
        var made = 0;
        await RunAsync(Jobs.OfNumbers(20, workers: 3) with { Instance = InstanceScope.Unit }, processor: () =>
        {
            Interlocked.Increment(ref made);
            return new Emitting();
        });

        Assert.Equal(20, made);
        Assert.Equal(0, Sink.OpenReaders);
    }

    [Fact]
    public async Task A_limit_runs_the_first_units_that_are_left()
    {
        var result = await RunAsync(Jobs.OfNumbers(100), s => s with { Limit = 7 });

        Assert.Equal(7, Sink.Keys.Count);
        Assert.Equal(new UnitCounts(100, 7, 0, 0, 0, 0), result.Progress.Units);
    }

    [Fact]
    public async Task A_run_without_resume_replaces_every_unit()
    {
        await RunAsync(Jobs.OfNumbers(20));
        Source.Script = (unit, _, _) => ValueTask.FromResult(ScriptedSource.OneItem(unit with { Ordinal = 7 }));

        var result = await RunAsync(Jobs.OfNumbers(20), s => s with { RunsAgain = true });

        Assert.Equal(20, result.Progress.UnitsThisRun);
        Assert.Equal(new UnitCounts(20, 20, 0, 0, 0, 0), result.Progress.Units);
        Assert.All(Sink.Rows, r => Assert.EndsWith("|7", r, StringComparison.Ordinal));
    }

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

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_cancelled_and_tried_again()
    {
        var job = Jobs.OfNumbers(1) with { Retry = new RetryDefinition { AttemptTimeout = TimeSpan.FromMilliseconds(20), MinBackoff = TimeSpan.FromMilliseconds(1) } };
        Source.Script = async (unit, count, cancellation) =>
        {
            await Task.Delay(count == 1 ? Timeout.Infinite : 0, cancellation);
            return ScriptedSource.OneItem(unit);
        };

        var result = await RunAsync(job);

        Assert.Equal(1, result.Progress.Units.Done);
        Assert.Equal(1, result.Progress.Retries);
    }

    [Fact]
    public async Task When_another_run_owns_the_sink_the_run_ends_and_has_written_nothing()
    {
        Source.Script = (unit, _, _) =>
        {
            Sink.TakeOver("another");
            return ValueTask.FromResult(ScriptedSource.OneItem(unit));
        };

        var result = await RunAsync(Jobs.OfNumbers(10));

        Assert.Equal(RunEnd.FenceLost, result.End);
        Assert.Contains("another", result.Message, StringComparison.Ordinal);
        Assert.Empty(Sink.Rows);
    }

    [Fact]
    public async Task A_sink_that_is_away_for_a_while_loses_nothing()
    {
        var refusals = 3;
        Sink.BeforeCommit = _ =>
        {
            if (refusals-- > 0)
            {
                throw new BackfillException(FailureCategory.SinkUnavailable, "database is locked");
            }
        };

        var result = await RunAsync(Jobs.OfNumbers(50));

        Assert.Equal(50, result.Progress.Units.Done);
        Assert.Equal(50, Sink.Rows.Count);
    }

    [Fact]
    public async Task Progress_can_be_asked_for_at_any_time()
    {
        var gate = new TaskCompletionSource();
        var entered = new SemaphoreSlim(0);
        Source.Script = async (unit, _, _) =>
        {
            entered.Release();
            await gate.Task;
            return ScriptedSource.OneItem(unit);
        };
        var run = Start(Jobs.OfNumbers(10, workers: 2));
        await entered.WaitAsync();
        await entered.WaitAsync();

        var progress = await run.Supervisor.Ask<RunProgress>(GetProgress.Instance, TimeSpan.FromSeconds(10));

        Assert.Equal((2, 10L, 2), (progress.InFlight, progress.Units.Open, progress.Workers));
        gate.SetResult();
        await run.EndAsync();
    }

    private sealed class Declining : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            unit.Skip("nothing to do on a holiday");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Throwing : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation) => throw new DivideByZeroException();
    }

    private sealed class Emitting : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            unit.Emit("rows", unit.Items[0]);
            return ValueTask.CompletedTask;
        }
    }
}
