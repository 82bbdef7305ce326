using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Supervising;

/// <summary>A run ends, whatever has broken.</summary>
public class EndingTests : VirtualRunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task A_run_whose_end_cannot_be_journaled_ends_when_the_journal_has_used_up_its_budget()
    {
        Journal.BeforeWrite = e => e is RunEnded ? Task.FromException(new IOException("disk full")) : Task.CompletedTask;
        var run = Start(Jobs.OfNumbers(5));

        var (result, _) = await EndWithinAsync(run, Budget);

        Assert.Equal(RunRefusal.JournalUnusable, result.Refusal);
        Assert.Contains("disk full", result.Message, StringComparison.Ordinal);
        Assert.Equal(5, result.Progress.Units.Done);
    }

    [Fact]
    public async Task A_run_whose_failures_cannot_be_journaled_ends_when_the_journal_has_used_up_its_budget()
    {
        Source.Script = (_, _, _) => throw new BackfillException(FailureCategory.NotFound, "gone");
        Journal.BeforeWrite = e => e is UnitsClosed ? Task.FromException(new IOException("disk full")) : Task.CompletedTask;
        var run = Start(Jobs.OfNumbers(5));

        var (result, _) = await EndWithinAsync(run, Budget);

        Assert.Equal(RunRefusal.JournalUnusable, result.Refusal);
    }

    [Fact]
    public async Task A_stop_ends_the_run_although_the_journal_answers_nothing()
    {
        Journal.BeforeWrite = e => e is RunStarted or PlanRecorded ? Task.CompletedTask : new TaskCompletionSource().Task;
        var run = Start(Jobs.OfNumbers(5), s => s with { Grace = TimeSpan.FromSeconds(10) });
        await CommittedAsync(5);

        run.Supervisor.Tell(StopRun.Instance);
        var (result, after) = await EndWithinAsync(run, TimeSpan.FromSeconds(20));

        Assert.Equal((RunEnd.Stopped, null), (result.End, result.Refusal));
        Assert.InRange(after, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(18));
    }

    [Fact]
    public async Task A_stop_ends_the_run_although_the_journal_cannot_even_be_begun()
    {
        var reached = new TaskCompletionSource();
        Journal.BeforeWrite = _ =>
        {
            reached.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        var run = Start(Jobs.OfNumbers(5), s => s with { Grace = TimeSpan.FromSeconds(5) });
        await reached.Task.WaitAsync(Soon);

        run.Supervisor.Tell(StopRun.Instance);
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(9));

        Assert.Equal(RunEnd.Stopped, result.End);
        Assert.Empty(Source.Fetched);
    }

    [Fact]
    public async Task A_stop_that_comes_while_the_end_is_being_journaled_ends_the_run()
    {
        var reached = new TaskCompletionSource();
        Journal.BeforeWrite = e =>
        {
            if (e is not RunEnded)
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return new TaskCompletionSource().Task;
        };
        var run = Start(Jobs.OfNumbers(5));
        await reached.Task.WaitAsync(Soon);

        run.Supervisor.Tell(StopRun.Instance);
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(9));

        Assert.Equal(5, result.Progress.Units.Done);
    }

    [Fact]
    public async Task A_stop_ends_the_run_although_the_sink_takes_nothing()
    {
        Sink.BeforeCommit = _ => throw new BackfillException(FailureCategory.SinkUnavailable, "database is locked");
        var run = Start(Jobs.OfNumbers(5), s => s with { Grace = TimeSpan.FromSeconds(10) });
        await AwaitAssertAsync(() => Assert.Equal(5, Source.Fetched.Count), Soon);

        run.Supervisor.Tell(StopRun.Instance);
        var (result, _) = await EndWithinAsync(run, TimeSpan.FromSeconds(13));

        Assert.Equal((RunEnd.Stopped, 5L), (result.End, result.Progress.Units.Open));
    }

    [Fact]
    public async Task A_sink_that_takes_nothing_ends_the_run_when_it_has_used_up_its_budget()
    {
        Sink.BeforeCommit = _ => throw new BackfillException(FailureCategory.SinkUnavailable, "database is locked");
        var run = Start(Jobs.OfNumbers(5));

        var (result, _) = await EndWithinAsync(run, Budget);

        Assert.Equal(RunEnd.SinkUnusable, result.End);
    }

    private Task CommittedAsync(int units) => AwaitAssertAsync(() => Assert.Equal(units, Sink.Keys.Count), Soon);
}
