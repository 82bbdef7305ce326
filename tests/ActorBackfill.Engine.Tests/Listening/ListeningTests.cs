using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Listening;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Listening;

public sealed class ListeningTests : RunTest
{
    [Fact]
    public async Task A_listener_hears_what_is_known_and_then_every_unit_once()
    {
        var listener = CreateTestProbe("listener");
        await RunAsync(Jobs.OfNumbers(20), s => s with { Limit = 5 });

        var run = Start(Jobs.OfNumbers(20), changePorts: p => p with { Listeners = [listener] });
        await run.EndAsync();

        var known = listener.ExpectMsg<UnitsKnown>();
        Assert.Equal((20, 5), (known.Plan.Count, known.State.SettledCount));
        var ended = Ended(listener, 15);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => known.Plan.UnitAt(i).Ordinal).Where(o => known.State.OutcomeOf(o) is null).Order(), ended.Select(u => u.Ordinal).Order());
        Assert.All(ended, u => Assert.Equal((UnitOutcome.Done, 1L, null), (u.Outcome, u.Rows, u.Text)));
    }

    [Fact]
    public async Task What_failed_is_heard_with_its_reason()
    {
        Source.Script = (_, _, _) => throw new BackfillException(FailureCategory.NotFound, "gone");
        var listener = CreateTestProbe("listener");

        await Start(Jobs.OfNumbers(3), changePorts: p => p with { Listeners = [listener] }).EndAsync();

        listener.ExpectMsg<UnitsKnown>();
        Assert.All(Ended(listener, 3), u => Assert.Equal((UnitOutcome.Failed, 0L, "gone", "not-found"), (u.Outcome, u.Rows, u.Text, u.Category)));
    }

    [Fact]
    public async Task A_listener_hears_how_long_the_journal_takes_for_its_writes()
    {
        var listener = CreateTestProbe("listener");
        await Start(Jobs.OfNumbers(30), changePorts: p => p with { Listeners = [listener] }).EndAsync();

        var written = Heard(listener).OfType<JournalWritten>().ToList();
        Assert.NotEmpty(written);
        Assert.All(written, w => Assert.True(w.Events > 0 && w.Took >= TimeSpan.Zero));
    }

    private static List<EndedUnit> Ended(Akka.TestKit.TestProbe listener, int count)
    {
        var heard = Heard(listener);
        var ended = heard.OfType<UnitsEnded>().SelectMany(e => e.Units).ToList();
        Assert.Equal(count, ended.Count);
        Assert.All(heard, m => Assert.True(m is UnitsEnded or JournalWritten, m.ToString()));
        return ended;
    }

    // All that has come until now: the run has ended, and tells nothing more.
    private static List<object> Heard(Akka.TestKit.TestProbe listener)
    {
        const string Last = "last";
        listener.Ref.Tell(Last);
        var heard = new List<object>();
        while (listener.ExpectMsg<object>() is var next && !Last.Equals(next))
        {
            heard.Add(next);
        }

        return heard;
    }
}
