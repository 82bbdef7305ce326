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

    private sealed class Emitting : IProcessor
    {
        public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
        {
            unit.Emit("rows", unit.Items[0]);
            return ValueTask.CompletedTask;
        }
    }
}
