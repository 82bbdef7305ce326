using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Tests.Fakes;

namespace ActorBackfill.Engine.Tests.Dispatching;

public class DealerTests
{
    [Fact]
    public void Units_come_in_plan_order_and_each_once()
    {
        var plan = Jobs.Plan(Jobs.OfNumbers(10));
        var dealer = new Dealer(plan, new CheckpointState(), false, null);

        var dealt = Drain(dealer, 3);

        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), dealt.Select(d => d.Index));
        Assert.True(dealer.IsExhausted);
    }

    [Fact]
    public void A_wave_is_not_dealt_before_it_is_opened()
    {
        var plan = Jobs.Plan(Jobs.Of(Jobs.MonthsAndStates(2)));
        var dealer = new Dealer(plan, new CheckpointState(), false, null);

        Assert.Equal(2, dealer.Next(10).Length);
        Assert.Empty(dealer.Next(10));
        Assert.True(dealer.IsAtBarrier);

        dealer.OpenNextWave();

        Assert.Equal([2L, 3L], dealer.Next(10).Select(d => d.Index));
    }

    [Fact]
    public void A_wave_that_is_settled_already_is_passed_over()
    {
        var plan = Jobs.Plan(Jobs.Of(Jobs.MonthsAndStates(2)));
        var dealer = new Dealer(plan, Settled(plan, 0, 1, 2), false, null);

        dealer.OpenNextWave();

        Assert.Equal([3L], dealer.Next(10).Select(d => d.Index));
    }

    [Fact]
    public void Settled_skipped_and_quarantined_units_do_not_run_but_failed_ones_do()
    {
        var plan = Jobs.Plan(Jobs.OfNumbers(5));
        var state = Settled(plan, 0);
        state.Apply(new UnitsClosed("r", default,
        [
            new ClosedUnit(plan.OrdinalAt(1), UnitOutcome.Failed, 1, "transient", "", 0),
            new ClosedUnit(plan.OrdinalAt(2), UnitOutcome.Skipped, 1, null, "", 0),
            new ClosedUnit(plan.OrdinalAt(3), UnitOutcome.Quarantined, 1, "transient", "", 0),
        ]));

        Assert.Equal([1L, 4L], Drain(new Dealer(plan, state, false, null), 1).Select(d => d.Index));
    }

    [Fact]
    public void When_all_run_again_settled_units_are_marked_as_replacing()
    {
        var plan = Jobs.Plan(Jobs.OfNumbers(3));

        var dealt = Drain(new Dealer(plan, Settled(plan, 1), true, null), 5);

        Assert.Equal([false, true, false], dealt.Select(d => d.Replaces));
    }

    [Fact]
    public void An_open_period_runs_although_it_is_settled()
    {
        var job = Jobs.Of([new CalendarDimensionDefinition("date", false, PlanOrder.Oldest, CalendarStep.Day, new DateOnly(2025, 12, 30), new DateOnly(2026, 1, 1))]);
        var plan = Jobs.Plan(job);

        Assert.Equal([2L], Drain(new Dealer(plan, Settled(plan, 0, 1, 2), false, null), 5).Select(d => d.Index));
    }

    [Fact]
    public void A_limit_counts_the_units_that_run_not_the_settled_ones()
    {
        var plan = Jobs.Plan(Jobs.OfNumbers(10));

        Assert.Equal([2L, 3L, 4L], Drain(new Dealer(plan, Settled(plan, 0, 1), false, 3), 2).Select(d => d.Index));
    }

    [Fact]
    public void An_attempt_that_is_put_back_comes_before_new_units()
    {
        var dealer = new Dealer(Jobs.Plan(Jobs.OfNumbers(3)), new CheckpointState(), false, null);
        var first = dealer.Next(1)[0];

        dealer.PutBack(first with { Attempt = 2 });

        Assert.Equal(first with { Attempt = 2 }, dealer.Next(1)[0]);
    }

    private static List<UnitAttempt> Drain(Dealer dealer, int most)
    {
        var all = new List<UnitAttempt>();
        while (dealer.Next(most) is { IsEmpty: false } dealt)
        {
            all.AddRange(dealt);
        }

        return all;
    }

    private static CheckpointState Settled(Plan plan, params long[] indexes)
    {
        var state = new CheckpointState();
        state.Apply(new UnitsSettled(1, "r", default, SettledUnits.Pack([.. indexes.Select(i => new SettledUnit(plan.OrdinalAt(i), UnitOutcome.Done, 1, 1, 0, 0))])));
        return state;
    }
}
