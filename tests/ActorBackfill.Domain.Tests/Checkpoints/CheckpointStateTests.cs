using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Tests.Plans;
using FsCheck.Fluent;
using static ActorBackfill.Domain.Tests.Checkpoints.Events;

namespace ActorBackfill.Domain.Tests.Checkpoints;

public sealed class CheckpointStateTests
{
    [Fact]
    public void A_snapshot_from_before_units_could_be_reopened_is_read()
    {
        var state = new CheckpointState();
        state.Apply(Events.Settled(1, null, Events.Unit(1)));
        var snapshot = state.ToSnapshot() with { Reopened = default, Breakers = default, Crashed = default };

        Assert.Equal((1L, 0L), (CheckpointState.From(snapshot).SettledCount, CheckpointState.From(snapshot).ReopenedCount));
    }

    [Fact]
    public void Units_that_are_to_run_again_stay_settled_and_are_remembered_until_a_commit_replaces_them()
    {
        var state = new CheckpointState();
        state.Apply(Events.Settled(1, null, Events.Unit(1), Events.Unit(2), Events.Unit(3)));
        state.Apply(new UnitsReopened("run", DateTimeOffset.UnixEpoch, [1, 2, 9, 1]));
        state.Apply(Events.Settled(2, state.Chain, Events.Unit(1)));
        var read = CheckpointState.From((CheckpointSnapshot)CheckpointCodec.Read(CheckpointCodec.Write(state.ToSnapshot()), "cs1"));

        Assert.All([state, state.Copy(), read], s => Assert.Equal(
            (1L, false, true, false, UnitOutcome.Done), (s.ReopenedCount, s.IsReopened(1), s.IsReopened(2), s.IsReopened(9), s.OutcomeOf(2))));
    }

    [Fact]
    public void A_unit_that_somebody_wants_again_is_open_and_a_settled_one_stays_settled_until_replaced()
    {
        var state = Replay([Closed(1, 2, 3), Settled(1, null, Unit(4)), new ProcessDied("run", At, [2, 1])]);
        state.Apply(new UnitsRequeued("anna", At, [1, 2, 4, 1, 9, 1], "healed"));

        Assert.Equal((null, null, UnitOutcome.Failed, UnitOutcome.Done, true), (state.OutcomeOf(1), state.OutcomeOf(2), state.OutcomeOf(3), state.OutcomeOf(4), state.IsReopened(4)));
        Assert.Empty(state.Crashed);
    }

    [Fact]
    public void Deaths_are_counted_until_the_unit_has_an_outcome()
    {
        var state = Replay([Settled(1, null, Unit(9)), new ProcessDied("a", At, [7, 3]), new ProcessDied("b", At, [7, 1])]);

        Assert.Equal((new CrashedUnit(7, 2, true), new CrashedUnit(8, 1, false), null), (state.CrashedUnitOf(7), state.CrashedUnitOf(8), state.CrashedUnitOf(9)));
        state.Apply(Closed(7));
        state.Apply(Settled(2, state.Chain, Unit(8)));
        Assert.Empty(state.Crashed);
    }

    [Fact]
    public void A_breaker_is_open_with_its_last_cause_until_it_is_closed()
    {
        var state = Replay([new BreakerOpened("run", At, "source", At, 20, "transient", "first"), new BreakerOpened("run", At, "source", At.AddSeconds(9), 21, "transient", "second")]);

        Assert.Equal("second", Assert.Single(state.Breakers).Cause);
        state.Apply(new BreakerClosed("run", At, "source"));
        Assert.Empty(state.Breakers);
    }

    [Fact]
    public void What_is_replayed_is_what_was_lived() => Some.Holds(Prop.ForAll(Journals(), events =>
        Replay(events).Show() == Replay(events.Select(e => (ICheckpointEvent)CheckpointCodec.Read(CheckpointCodec.Write(e), CheckpointCodec.Manifest(e)))).Show()));

    [Fact]
    public void A_snapshot_at_any_point_and_the_rest_are_the_whole_journal() => Some.Holds(Prop.ForAll(Journals(), events =>
        Enumerable.Range(0, events.Count + 1).All(at =>
        {
            var snapshot = Replay(events.Take(at)).ToSnapshot();
            var read = (CheckpointSnapshot)CheckpointCodec.Read(CheckpointCodec.Write(snapshot), "cs1");
            return Replay(events.Skip(at), CheckpointState.From(read)).Show() == Replay(events).Show();
        })));

    [Fact]
    public void A_copy_is_not_touched_by_later_events() => Some.Holds(Prop.ForAll(Journals(), events =>
    {
        var state = Replay(events.Take(events.Count / 2));
        var (copy, shown) = (state.Copy(), state.Show());
        Replay(events.Skip(events.Count / 2), state);
        return copy.Show() == shown;
    }));

    [Fact]
    public void A_unit_has_one_outcome_and_is_counted_once() => Some.Holds(Prop.ForAll(Journals(), events =>
    {
        var state = Replay(events);
        var settled = state.Settled.ToList();
        return settled.Distinct().Count() == settled.Count && state.SettledCount == settled.Count && !state.Closed.Any(c => settled.Contains(c.Ordinal));
    }));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public void A_gap_in_the_commits_is_refused(long n)
    {
        var state = Replay([Settled(1, null, Unit(1))]);
        var shown = state.Show();
        var e = Assert.Throws<CorruptEventException>(() => state.Apply(Settled(n, state.Chain, Unit(2))));
        Assert.Contains($"commit {n} follows commit 1", e.Message, StringComparison.Ordinal);
        Assert.Equal(shown, state.Show());
    }

    [Fact]
    public void A_commit_of_another_chain_is_refused()
    {
        var state = Replay([Settled(1, null, Unit(1))]);
        var shown = state.Show();
        Assert.Throws<CorruptEventException>(() => state.Apply(Settled(2, "another", Unit(2))));
        Assert.Throws<CorruptEventException>(() => state.Apply(Settled(2, state.Chain, Unit(2)) with { Units = SettledUnits.Pack([Unit(3)]) }));
        Assert.Equal(shown, state.Show());
    }

    [Fact]
    public void A_commit_whose_units_are_damaged_leaves_the_state_as_it_was()
    {
        var state = Replay([Settled(1, null, Unit(1))]);
        var shown = state.Show();
        Assert.Throws<CorruptEventException>(() => state.Apply(Settled(2, state.Chain, Unit(2)) with { Units = "AAA=", Chain = null }));
        Assert.Equal(shown, state.Show());
    }

    [Fact]
    public void A_failed_unit_that_is_settled_later_is_settled_and_a_settled_one_does_not_fail()
    {
        var state = Replay([Closed(1, 2), Settled(1, null, Unit(1)), Closed(1)]);
        Assert.Equal((UnitOutcome.Done, UnitOutcome.Failed, null), (state.OutcomeOf(1), state.OutcomeOf(2), state.OutcomeOf(3)));
        Assert.Null(state.ClosedUnitOf(1));
        Assert.Equal("unit 2 ü", state.ClosedUnitOf(2)!.Text);
    }

    [Fact]
    public void A_unit_that_runs_again_and_is_empty_now_is_empty()
    {
        var state = Replay([Settled(1, null, Unit(1))]);
        state.Apply(Settled(2, state.Chain, Unit(1, UnitOutcome.Empty)));
        Assert.Equal((UnitOutcome.Empty, 1L), (state.OutcomeOf(1), state.SettledCount));
    }

    [Fact]
    public void A_sink_that_went_back_takes_its_units_with_it_and_goes_on_from_there()
    {
        var state = Replay([Settled(1, null, Unit(1), Unit(2), Unit(3))]);
        var first = state.Chain;
        state.Apply(Settled(2, first, Unit(4), Unit(5)));
        state.Apply(new SinkReverted(1, first, "sink", At, [4, 2]));
        Assert.Equal([1, 2, 3], state.Settled);
        Assert.Equal(1, state.N);
        state.Apply(Settled(2, first, Unit(4)));
        Assert.Equal(4, state.SettledCount);
    }

    [Fact]
    public void A_run_that_was_killed_has_no_end()
    {
        var started = (RunStarted)OneOfEach().First();
        var state = Replay([started, new RunEnded(started.RunId, At, RunEnd.Finished)]);
        Assert.Equal(RunEnd.Finished, state.LastEnd);
        state.Apply(started with { Run = 4 });
        Assert.Equal((null, 4), (state.LastEnd, state.Run));
    }
}
