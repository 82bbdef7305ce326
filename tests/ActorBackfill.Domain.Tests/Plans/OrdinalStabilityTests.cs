using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class OrdinalStabilityTests
{
    [Fact]
    public void Ordinals_stay_when_ranges_widen_orders_turn_waves_change_and_dimensions_move() => Some.Holds(Prop.ForAll(Some.Dimensions(), dimensions =>
    {
        var registry = new ValueRegistry();
        var before = Some.Plan(registry, [.. dimensions]);
        var after = Some.Plan(registry, [.. dimensions.Select(Changed).Reverse()]);
        return before.Units().All(u => after.OrdinalOf(u.Key) == u.Ordinal && after.KeyOf(u.Ordinal) == u.Key && after.IndexOfOrdinal(u.Ordinal) == after.IndexOf(u.Key))
            && before.Units().All(u => after.IndexOf(u.Key) >= 0);
    }));

    [Fact]
    public void The_runs_of_a_plan_are_its_ordinals() => Some.Holds(Prop.ForAll(Some.Dimensions(), dimensions =>
    {
        var registry = new ValueRegistry();
        registry.Add("state", ["x y", "another", "VIC"]);
        var plan = Some.Plan(registry, [.. dimensions]);
        var set = new OrdinalSet();
        foreach (var (first, count) in plan.OrdinalRuns())
        {
            set.AddRange(first, count);
        }

        return set.Count == plan.Count && plan.Units().All(u => set.Contains(u.Ordinal));
    }));

    [Fact]
    public void A_million_numbers_are_one_run() => Assert.Equal(1_000_000, Assert.Single(Some.Plan(Some.Numbers(1, 1_000_000)).OrdinalRuns()).Count);

    [Fact]
    public void A_list_sorted_anew_and_grown_keeps_its_ordinals()
    {
        var registry = new ValueRegistry();
        var before = Some.Plan(registry, Some.List("VIC", "NSW"));
        var after = Some.Plan(registry, Some.List("ACT", "NSW", "QLD", "VIC"));
        Assert.Equal(before.UnitAt(0).Ordinal, after.UnitAt(3).Ordinal);
        Assert.Equal(before.UnitAt(1).Ordinal, after.UnitAt(1).Ordinal);
        Assert.Equal("state=ACT", after.KeyOf(after.UnitAt(0).Ordinal));
    }

    [Fact]
    public void A_value_that_left_the_list_keeps_its_ordinal_for_its_return()
    {
        var registry = new ValueRegistry();
        var vic = Some.Plan(registry, Some.List("NSW", "VIC")).OrdinalOf("state=VIC")!.Value;
        var without = Some.Plan(registry, Some.List("NSW"));
        Assert.Equal((-1, "state=VIC", vic), (without.IndexOfOrdinal(vic), without.KeyOf(vic), without.OrdinalOf("state=VIC")!.Value));
    }

    [Fact]
    public void A_registry_is_what_its_journal_says()
    {
        var registry = new ValueRegistry();
        registry.Add("state", ["b", "a", "b"]);
        Assert.Equal([("state", 2L)], registry.All.Select(d => (d.Dimension, registry.CountOf(d.Dimension))));
        Assert.Equal((0, 1, null), (registry.NumberOf("state", "b"), registry.NumberOf("state", "a"), registry.TryNumberOf("state", "c")));
        Assert.Equal(("b", null, null), (registry.ValueOf("state", 0), registry.ValueOf("state", 2), registry.ValueOf("other", 0)));
        Assert.Equal([("state", "c")], registry.Missing([Some.List("a", "c")]).Select(m => (m.Dimension, m.Values.Single())));
    }

    private static DimensionDefinition Changed(DimensionDefinition dimension) => dimension switch
    {
        CalendarDimensionDefinition d => d with { First = Earlier(d.First), Last = d.Last.AddDays(40), IsWave = !d.IsWave, Order = Turned(d.Order) },
        NumberDimensionDefinition d => d with { First = d.First - (d.Step * 5), Last = d.Last + 70, IsWave = !d.IsWave, Order = Turned(d.Order) },
        ListDimensionDefinition d => d with { Values = [.. d.Values.Append("new").Order(StringComparer.Ordinal)], IsWave = !d.IsWave, Order = Turned(d.Order) },
        _ => dimension,
    };

    private static DateOnly Earlier(DateOnly date) => date.DayNumber < 40 ? DateOnly.MinValue : date.AddDays(-40);

    private static PlanOrder Turned(PlanOrder order) => order == PlanOrder.Oldest ? PlanOrder.Newest : PlanOrder.Oldest;
}
