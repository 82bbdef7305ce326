using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

public class JournalOutageTests : RunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_commit_made_while_a_new_checkpoint_begins_is_told_to_it()
    {
        using var entered = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        Sink.BeforeGroup = () =>
        {
            entered.Release();
            Assert.True(go.Wait(Soon));
        };
        var run = Start(Jobs.OfNumbers(1));
        await entered.WaitAsync(Soon);
        StopCheckpoint(1);
        await AwaitAssertAsync(async () => Assert.NotNull((await ProgressOf(run)).WaitingFor), Soon);
        await AwaitAssertAsync(async () => Assert.Null((await ProgressOf(run)).WaitingFor), Soon);

        go.Set();
        var result = await run.EndAsync();

        Assert.Equal(new UnitCounts(1, 1, 0, 0, 0, 0), result.Progress.Units);
        Assert.Equal(1, result.Progress.Rows);
    }

    [Fact]
    public async Task A_unit_that_replaces_itself_is_acknowledged_although_the_checkpoint_missed_its_commit()
    {
        await RunAsync(Jobs.OfNumbers(1));
        Sink.AfterCommit = n => StopCheckpoint(2);

        var result = await RunAsync(Jobs.OfNumbers(1), s => s with { RunsAgain = true });

        Assert.Equal((RunEnd.Finished, 1L, 1L), (result.End, result.Progress.UnitsThisRun, result.Progress.Rows));
    }

    [Fact]
    public async Task A_commit_whose_write_failed_although_it_is_stored_counts_with_its_rows()
    {
        var failures = 1;
        Journal.AfterWrite = e => e is UnitsSettled && failures-- > 0 ? Task.FromException(new IOException("answer lost")) : Task.CompletedTask;

        var result = await RunAsync(Jobs.OfNumbers(1));

        Assert.Equal((1L, 1L), (result.Progress.UnitsThisRun, result.Progress.Rows));
    }

    [Fact]
    public async Task Units_that_failed_while_the_journal_was_away_are_journaled_when_it_is_back()
    {
        Source.Script = (_, _, _) => throw new BackfillException(FailureCategory.NotFound, "gone");
        var failures = 1;
        Journal.BeforeWrite = e => e is UnitsClosed && failures-- > 0 ? Task.FromException(new IOException("disk full")) : Task.CompletedTask;

        var result = await RunAsync(Jobs.OfNumbers(3));

        Assert.Equal(new UnitCounts(3, 0, 0, 0, 3, 0), result.Progress.Units);
    }

    private static Task<RunProgress> ProgressOf(Run run) => run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon);

    private void StopCheckpoint(int run) => Sys.Stop(Sys.ActorSelection($"/user/job-{run}/checkpoint-1").ResolveOne(Soon).Result);
}
