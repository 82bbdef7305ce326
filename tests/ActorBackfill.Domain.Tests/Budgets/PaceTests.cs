using ActorBackfill.Domain.Budgets;
using ActorBackfill.Domain.Tests.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Budgets;

public class PaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Whatever_the_rate_and_however_late_timers_are_no_window_holds_more_than_the_rate() => Some.Holds(Prop.ForAll(
        Gen.Choose(1, 4_000).SelectMany(tenths => Gen.Choose(0, 400).SelectMany(late => Gen.Choose(1, 4).Select(runs => (Rate: tenths / 10.0, Late: late, Runs: runs)))).ToArbitrary(),
        given =>
        {
            var chance = new Random(given.Late);
            var runs = new SimulatedRuns(lateness: () => TimeSpan.FromMilliseconds(chance.NextDouble() * given.Late));
            for (var i = 0; i < given.Runs; i++)
            {
                runs.Add(new BudgetLimits { Rate = given.Rate }, workers: 1 + chance.Next(40));
            }

            runs.RunUntil(5 * Second);
            return runs.MostWithin(TimeSpan.FromSeconds(Math.Ceiling(given.Rate) / given.Rate)) <= Math.Ceiling(given.Rate);
        }));

    [Fact]
    public void A_rate_that_a_person_raises_or_lowers_holds_at_once()
    {
        var runs = new SimulatedRuns();
        var run = runs.Add(new BudgetLimits { Rate = 0.1 }, workers: 30);
        runs.RunUntil(2 * Second);
        Assert.Single(runs.Released);

        runs.Change(run, new BudgetLimits { Rate = 10 });
        runs.RunUntil(4 * Second);

        // Those who waited longest may catch up with a quarter of a second; the window holds all the same.
        Assert.InRange(runs.Released.Count, 20, 24);
        Assert.InRange(runs.MostWithin(Second), 1, 10);

        var before = runs.Released.Count;
        runs.Change(run, new BudgetLimits { Rate = 1 });
        runs.RunUntil(8 * Second);
        Assert.InRange(runs.Released.Count - before, 2, 4);
    }

    [Fact]
    public void What_is_remembered_is_bounded_at_any_rate()
    {
        var runs = new SimulatedRuns();
        runs.Add(new BudgetLimits { Rate = 100_000 }, workers: 500);
        runs.RunUntil(2 * Second);

        Assert.InRange(runs.State.Pace.Recent.Length, 1, 258);
    }
}
