using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;

namespace ActorBackfill.Engine.Tests.Supervising;

public class ResumeTests : RunTest
{
    [Fact]
    public async Task A_run_that_is_cut_off_at_any_commit_resumes_to_the_same_rows()
    {
        var job = Jobs.OfNumbers(300, workers: 5);
        for (var cut = 1; cut <= 8; cut++)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var stopAt = Sink.Commits + cut;
            Sink.AfterCommit = n =>
            {
                if (n >= stopAt)
                {
                    reached.TrySetResult();
                }
            };
            var run = Start(job, s => s with { Limit = 30 });
            await Task.WhenAny(reached.Task, run.Ended);
            if (!run.Ended.IsCompleted)
            {
                await run.CrashAsync();
            }
        }

        Sink.AfterCommit = _ => { };
        var result = await RunAsync(job);

        Assert.Equal(300, result.Progress.Units.Done);
        Assert.Equal(ExpectedRows(Jobs.Plan(job)), Sink.Rows);
    }

    [Fact]
    public async Task A_sink_restored_from_a_backup_runs_the_lost_units_again_and_says_so()
    {
        var job = Jobs.OfNumbers(10, workers: 1);
        await RunAsync(job, s => s with { Limit = 4 });
        var kept = Sink.Commits;
        var before = Sink.Keys.Count;
        await RunAsync(job);
        Sink.Restore(kept);
        Source.Fetched.Clear();

        var result = await RunAsync(job);

        Assert.Equal(10 - before, Source.Fetched.Count);
        Assert.Contains("run again", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(ExpectedRows(Jobs.Plan(job)), Sink.Rows);
    }

    [Fact]
    public async Task Another_sink_is_refused_and_nothing_is_written_to_it()
    {
        await RunAsync(Jobs.OfNumbers(5));
        using var other = new MemorySink();

        var refused = await RunAsync(Jobs.OfNumbers(5), sink: other);

        Assert.Equal(RunRefusal.OtherSink, refused.Refusal);
        Assert.Null(other.Position());
    }

    [Fact]
    public async Task Another_sink_that_is_adopted_gets_every_unit()
    {
        await RunAsync(Jobs.OfNumbers(5));
        using var other = new MemorySink();

        var adopted = await RunAsync(Jobs.OfNumbers(5), s => s with { AdoptsSink = true }, sink: other);

        Assert.Equal((RunEnd.Finished, 5), (adopted.End, other.Rows.Count));
        Assert.Equal(new UnitCounts(5, 5, 0, 0, 0, 0), adopted.Progress.Units);
    }

    [Fact]
    public async Task A_unit_that_only_the_sink_knows_is_taken_over_when_it_is_dealt()
    {
        await RunAsync(OfStates("NSW", "VIC"));

        // A journal that began with fewer values left the ledger's other rows alone; now they belong to its plan.
        await RunAsync(OfStates("NSW") with { Name = "narrow" }, s => s with { AdoptsSink = true });
        var result = await RunAsync(OfStates("NSW", "VIC") with { Name = "narrow" });

        Assert.Equal((RunEnd.Finished, 2), (result.End, result.Progress.Units.Done));
        Assert.Equal(2, Sink.Rows.Count);

        static JobDefinition OfStates(params string[] states) => Jobs.Of([new ListDimensionDefinition("state", false, PlanOrder.Oldest, [.. states])]);
    }

    [Fact]
    public async Task A_run_without_resume_that_is_cut_off_goes_on_with_what_it_had_left()
    {
        var job = Jobs.OfNumbers(40, workers: 1);
        await RunAsync(job);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Source.Script = (unit, _, cancellation) => unit.Index < 10
            ? ValueTask.FromResult(ScriptedSource.OneItem(unit))
            : new ValueTask<Ports.FetchedUnit>(new TaskCompletionSource<Ports.FetchedUnit>().Task.WaitAsync(cancellation));
        Sink.AfterCommit = n => reached.TrySetResult();
        var run = Start(job, s => s with { RunsAgain = true });
        await reached.Task;
        await run.CrashAsync();
        Source.Script = null;
        Source.Counts.Clear();

        var result = await RunAsync(job);

        Assert.InRange(Source.Counts.Count, 30, 39);
        Assert.Equal(new UnitCounts(40, 40, 0, 0, 0, 0), result.Progress.Units);
    }

    [Fact]
    public async Task A_ledger_without_its_journal_is_refused()
    {
        await RunAsync(Jobs.OfNumbers(5));

        // Another name has another journal; the sink in memory has one ledger for all.
        var refused = await RunAsync(Jobs.OfNumbers(5) with { Name = "unknown" });

        Assert.Equal(RunRefusal.JournalUnusable, refused.Refusal);
    }
}
