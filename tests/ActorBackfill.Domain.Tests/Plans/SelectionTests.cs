using ActorBackfill.Domain.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class SelectionTests
{
    [Fact]
    public void A_selection_has_the_units_that_match_in_the_same_order_with_the_same_ordinals() => Some.Holds(Prop.ForAll(
        Some.Dimensions(),
        Gen.Elements("Nr>=0", "Nr=3,7,-2", "date>=1000", "state=VIC,NSW", "state!=VIC", "state~a and Nr<500").ToArbitrary(),
        Gen.Choose(1, 4).ToArbitrary(),
        (dimensions, text, of) =>
        {
            var plan = Some.Plan([.. dimensions]);
            var filter = UnitFilter.Parse(text);
            if (filter.Names.Any(n => plan.Dimensions.All(d => d.Name != n)))
            {
                return true;
            }

            var shard = new UnitShard(((of + 1) / 2) + 0, of);
            var expected = plan.Units().Where(u => filter.Matches(u) && shard.Has(u.Key)).ToList();
            if (expected.Count == 0)
            {
                return Throws(plan, new UnitSelection { Filter = filter, Shard = shard });
            }

            var selected = plan.Select(new UnitSelection { Filter = filter, Shard = shard });
            return selected.Units().Select(u => (u.Key, u.Ordinal, u.IsOpen)).SequenceEqual(expected.Select(u => (u.Key, u.Ordinal, u.IsOpen)))
                && selected.Units().All(u => selected.IndexOf(u.Key) == u.Index && selected.IndexOfOrdinal(u.Ordinal) == u.Index && selected.OrdinalAt(u.Index) == u.Ordinal)
                && plan.Units().Where(u => !filter.Matches(u) || !shard.Has(u.Key)).All(u => selected.IndexOf(u.Key) == -1 && selected.IndexOfOrdinal(u.Ordinal) == -1)
                && selected.OrdinalRuns().Sum(r => r.Count) == selected.Count
                && selected.Fingerprint == plan.Fingerprint;
        }));

    [Fact]
    public void Shards_are_disjoint_and_complete() => Some.Holds(Prop.ForAll(Some.Dimensions(), Gen.Choose(1, 9).ToArbitrary(), (dimensions, of) =>
        Some.Plan([.. dimensions]).Units().All(u => Enumerable.Range(1, of).Count(i => new UnitShard(i, of).Has(u.Key)) == 1)));

    [Fact]
    public void Shards_are_about_equal()
    {
        var plan = Some.Plan(Some.Numbers(1, 30_000));
        Assert.All(Enumerable.Range(1, 3), i => Assert.InRange(plan.Select(new UnitSelection { Shard = new UnitShard(i, 3) }).Count, 9_700, 10_300));
    }

    [Fact]
    public void Waves_keep_their_numbers()
    {
        var plan = Some.Plan(Some.Months("2025-01", "2025-03", isWave: true), Some.List("a", "b"));
        var selected = plan.Select(new UnitSelection { Keys = ["month=2025-01/state=b", "month=2025-03/state=a", "month=2025-03/state=b"] });
        Assert.Equal([0L, 2L, 2L], selected.Units().Select(u => selected.WaveOf(u.Index)));
        Assert.Equal((3L, 3L), (selected.Count, selected.WaveCount));
    }

    [Theory]
    [InlineData("city=x", "'city=x': the plan has no dimension 'city'; it has month, state")]
    [InlineData("month.begin=x", "'month.begin=x': nothing is known as 'month.begin'")]
    [InlineData("month>2025-03", "no unit of the plan matches 'month>2025-03': month is 2025-01..2025-03")]
    public void What_the_plan_does_not_have_is_refused(string filter, string message)
    {
        var plan = Some.Plan(Some.Months("2025-01", "2025-03-31"), Some.List("a", "b"));
        Assert.Equal(message, Assert.Throws<PlanException>(() => plan.Select(new UnitSelection { Filter = UnitFilter.Parse(filter) })).Message);
    }

    [Fact]
    public void A_listed_unit_that_the_plan_does_not_have_is_named()
    {
        var plan = Some.Plan(Some.List("a", "b"));
        Assert.Equal(
            "the plan has no unit 'state=c'; it has 2, state=a to state=b",
            Assert.Throws<PlanException>(() => plan.Select(new UnitSelection { Keys = ["state=a", "state=c"] })).Message);
    }

    [Fact]
    public void A_filter_asks_for_what_is_known_of_a_value()
    {
        var plan = Some.Plan(Some.Months("2025-01", "2025-12-31"));
        Assert.Equal(["month=2025-03"], plan.Select(new UnitSelection { Filter = UnitFilter.Parse("month.end=2025-03-31") }).Units().Select(u => u.Key));
    }

    [Theory]
    [InlineData("1/1", true)]
    [InlineData("3/3", true)]
    [InlineData("0/3", false)]
    [InlineData("4/3", false)]
    [InlineData("1/0", false)]
    [InlineData("1", false)]
    [InlineData("a/b", false)]
    [InlineData("1/10001", false)]
    public void A_shard_is_one_of_several(string text, bool isOne) => Assert.Equal(isOne ? text : null, UnitShard.TryParse(text)?.ToString());

    private static bool Throws(Plan plan, UnitSelection selection)
    {
        try
        {
            _ = plan.Select(selection);
            return false;
        }
        catch (PlanException)
        {
            return true;
        }
    }
}
