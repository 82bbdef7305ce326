using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Event;

namespace ActorBackfill.Engine.Tests.Faults;

/// <summary>What a journal may do to a run, and what becomes of the run; a test a row of the table of faults.</summary>
public class JournalFaultTests : VirtualRunTest
{
    private const int Units = 200;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public async Task A_write_that_fails_stops_the_checkpoint_and_the_run_heals_with_nothing_lost_and_nothing_twice(int write, bool isStored)
    {
        var left = write;
        Task Fault(object e) => e is UnitsSettled && --left == 0 ? Task.FromException(new IOException("disk I/O error")) : Task.CompletedTask;
        if (isStored)
        {
            Journal.AfterWrite = Fault;
        }
        else
        {
            Journal.BeforeWrite = Fault;
        }

        await HealsAsync();
    }

    [Fact]
    public async Task A_rejected_event_is_fatal_for_the_checkpoint_and_the_next_one_stores_it()
    {
        var left = 1;
        Journal.Rejects = e => e is UnitsSettled && left-- > 0;

        await HealsAsync();
    }

    [Fact]
    public async Task An_event_that_is_rejected_again_and_again_ends_the_run_with_its_name_and_cause()
    {
        Journal.Rejects = e => e is UnitsSettled;

        var (result, after) = await EndWithinAsync(Start(Jobs.OfNumbers(Units)), 10 * Minute);

        Assert.Equal(RunRefusal.JournalUnusable, result.Refusal);
        Assert.Matches("rejected UnitsSettled [0-9]+: it has no form", result.Message);
        Assert.InRange(after, 5 * Minute, 6 * Minute);
    }

    [Fact]
    public async Task A_write_that_is_never_answered_is_ended_by_the_circuit_breaker_and_the_run_heals()
    {
        var left = 1;
        Journal.BeforeWrite = e => e is UnitsSettled && left-- == 1 ? new TaskCompletionSource().Task : Task.CompletedTask;

        var after = await HealsAsync();

        Assert.InRange(after, TimeSpan.FromSeconds(10), Minute);
    }

    [Fact]
    public async Task A_recovery_that_is_never_answered_is_ended_by_the_circuit_breaker_and_the_run_heals()
    {
        var (writes, reads) = (1, 1);
        Journal.BeforeWrite = e => e is UnitsSettled && writes-- == 1 ? Task.FromException(new IOException("disk I/O error")) : Task.CompletedTask;
        Journal.BeforeRead = () => writes < 1 && reads-- == 1 ? new TaskCompletionSource().Task : Task.CompletedTask;

        await HealsAsync();
    }

    [Fact]
    public async Task After_an_outage_of_two_minutes_the_run_goes_on_in_the_same_process()
    {
        DateTimeOffset? start = null;
        Task Outage() => start is { } at && Time.GetUtcNow() - at < 2 * Minute
            ? Task.FromException(new IOException("connection refused"))
            : Task.CompletedTask;
        Journal.BeforeWrite = e =>
        {
            start ??= e is UnitsSettled ? Time.GetUtcNow() : null;
            return Outage();
        };
        Journal.BeforeRead = Outage;

        var after = await HealsAsync();

        // Its circuit breaker may be open for another 30 s.
        Assert.InRange(after, 2 * Minute, 3 * Minute);
    }

    [Fact]
    public async Task An_open_circuit_breaker_hides_no_cause_and_an_outage_is_logged_once()
    {
        var log = CreateTestProbe("log");
        var isAway = false;
        Journal.BeforeWrite = e =>
        {
            isAway |= e is UnitsSettled;
            return isAway ? Task.FromException(new IOException("connection refused")) : Task.CompletedTask;
        };
        Journal.BeforeRead = () => Journal.BeforeWrite(this);
        Sys.EventStream.Subscribe(log, typeof(Warning));
        Sys.EventStream.Subscribe(log, typeof(Error));

        var (result, _) = await EndWithinAsync(Start(Jobs.OfNumbers(Units)), 10 * Minute);

        Assert.Equal(RunRefusal.JournalUnusable, result.Refusal);
        Assert.Contains("connection refused", result.Message, StringComparison.Ordinal);
        Assert.Equal("The journal is away: {Reason}; trying again every {Pause}", ((LogMessage)log.ExpectMsg<Warning>().Message).Format);
        log.ExpectNoMsg(TimeSpan.Zero);
    }

    private async Task<TimeSpan> HealsAsync()
    {
        var job = Jobs.OfNumbers(Units);
        var (result, after) = await EndWithinAsync(Start(job), 4 * Minute);

        Assert.Equal((RunEnd.Finished, null), (result.End, result.Refusal));
        Assert.Equal(new UnitCounts(Units, Units, 0, 0, 0, 0), result.Progress.Units);
        Assert.Equal((Units, (long)Units), (result.Progress.UnitsThisRun, result.Progress.Rows));
        Assert.Equal(ExpectedRows(Jobs.Plan(job)), Sink.Rows);
        Assert.All(Source.Counts.Values, c => Assert.Equal(1, c));

        // What the journal says now, read again from the beginning: every unit, each commit in its place.
        Source.Fetched.Clear();
        var (again, _) = await EndWithinAsync(Start(job), Minute);
        Assert.Equal((RunEnd.Finished, 0L), (again.End, again.Progress.UnitsThisRun));
        Assert.Empty(again.Notes);
        Assert.Empty(Source.Fetched);
        return after;
    }
}
