using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class PlanTests
{
    [Fact]
    public void A_plan_covers_each_unit_once() => Some.Holds(Prop.ForAll(Some.Dimensions(), dimensions =>
    {
        var plan = Some.Plan([.. dimensions]);
        var units = plan.Units().ToList();
        return units.Count == plan.Count && units.Select(u => u.Key).Distinct().Count() == units.Count
            && units.Select(u => u.Ordinal).Distinct().Count() == units.Count && units.All(u => u.Ordinal >= 0);
    }));

    [Fact]
    public void Index_key_and_ordinal_lead_to_each_other() => Some.Holds(Prop.ForAll(Some.Dimensions(), dimensions =>
    {
        var plan = Some.Plan([.. dimensions]);
        return plan.Units().All(u => plan.IndexOf(u.Key) == u.Index && plan.IndexOfOrdinal(u.Ordinal) == u.Index && plan.OrdinalAt(u.Index) == u.Ordinal
            && plan.OrdinalOf(u.Key) == u.Ordinal && plan.KeyOf(u.Ordinal) == u.Key && plan.IsOpenAt(u.Index) == u.IsOpen);
    }));

    [Fact]
    public void Waves_are_contiguous_and_of_one_size() => Some.Holds(Prop.ForAll(Some.Dimensions(), dimensions =>
    {
        var plan = Some.Plan([.. dimensions]);
        var waves = dimensions.Where(d => d.IsWave).Select(d => d.Name).ToList();
        string Wave(PlanUnit unit) => string.Join('/', waves.Select(unit.Value));
        var units = plan.Units().ToList();
        return plan.WaveCount * plan.WaveSize == plan.Count
            && units.All(u => Wave(u) == Wave(units[(int)(u.Index / plan.WaveSize * plan.WaveSize)]))
            && units.Select(Wave).Distinct().Count() == plan.WaveCount;
    }));

    [Fact]
    public void The_last_dimension_varies_fastest_and_waves_slowest()
    {
        var plan = Some.Plan(Some.List("VIC", "NSW"), Some.Months("2025-09", "2025-10", isWave: true), Some.Numbers(1, 2));
        Assert.Equal(
            [
                "month=2025-09/n=1/state=VIC", "month=2025-09/n=2/state=VIC", "month=2025-09/n=1/state=NSW", "month=2025-09/n=2/state=NSW",
                "month=2025-10/n=1/state=VIC", "month=2025-10/n=2/state=VIC", "month=2025-10/n=1/state=NSW", "month=2025-10/n=2/state=NSW",
            ],
            plan.Units().Select(u => u.Key));
        Assert.Equal((4, 2), (plan.WaveSize, plan.WaveCount));
    }

    [Theory]
    [InlineData("date=2025-01-09")]
    [InlineData("date=2025-13-01")]
    [InlineData("month=2025-01")]
    [InlineData("date=2025-01-01/x=1")]
    [InlineData("date")]
    [InlineData("")]
    [InlineData("=2025-01-01")]
    [InlineData("date=2025-01-01/date=2025-01-01")]
    public void A_key_that_is_not_of_the_plan_has_no_index(string key) => Assert.Equal(-1, Some.Plan(Some.Days("2025-01-01", "2025-01-05")).IndexOf(key));

    [Fact]
    public void A_unit_of_another_range_has_an_ordinal_but_no_index()
    {
        var plan = Some.Plan(Some.Days("2025-01-01", "2025-01-05"));
        var ordinal = plan.OrdinalOf("date=2031-05-05");
        Assert.NotNull(ordinal);
        Assert.Equal((-1, "date=2031-05-05"), (plan.IndexOfOrdinal(ordinal.Value), plan.KeyOf(ordinal.Value)));
    }

    [Theory]
    [InlineData("date=2025-01-01/n=4398046511104")]
    [InlineData("date=2025-01-01/n=-4398046511104")]
    [InlineData("date=2025-01-01/n=9223372036854775807")]
    public void A_number_without_a_place_in_the_ordinal_has_none(string key) =>
        Assert.Null(Some.Plan(Some.Days("2025-01-01", "2025-01-05"), Some.Numbers(1, 3)).OrdinalOf(key));

    [Fact]
    public void No_ordinal_makes_a_plan_stumble() => Some.Holds(Prop.ForAll(Some.Dimensions(), ArbMap.Default.ArbFor<long>(), (dimensions, number) =>
    {
        var plan = Some.Plan([.. dimensions]);
        var ordinal = number & long.MaxValue;
        var index = plan.IndexOfOrdinal(ordinal);
        return index == -1 || plan.UnitAt(index).Ordinal == ordinal || plan.KeyOf(ordinal) == plan.UnitAt(index).Key;
    }));

    [Fact]
    public void A_period_that_is_not_over_is_open()
    {
        var days = Some.Plan(Some.Days("2026-03-14", "2026-03-16"));
        Assert.Equal([false, true, true], days.Units().Select(u => u.IsOpen));
        var months = Some.Plan(Some.Months("2026-02", "2026-04"), Some.Numbers(1, 1));
        Assert.Equal([false, true, true], months.Units().Select(u => u.IsOpen));
        Assert.True(Plan.Create([Some.Months("2026-03", "2026-03")], new ValueRegistry(), new DateOnly(2026, 3, 31)).UnitAt(0).IsOpen);
        Assert.False(Plan.Create([Some.Months("2026-03", "2026-03")], new ValueRegistry(), new DateOnly(2026, 4, 1)).UnitAt(0).IsOpen);
    }

    [Fact]
    public void The_fingerprint_changes_with_the_units_and_their_order_alone()
    {
        string Of(params DimensionDefinition[] dimensions) => Some.Plan(dimensions).Fingerprint;
        string[] all =
        [
            Of(Some.Days("2025-01-01", "2025-01-05")), Of(Some.Days("2025-01-01", "2025-01-06")),
            Of(Some.Days("2025-01-01", "2025-01-05", order: PlanOrder.Newest)), Of(Some.Days("2025-01-01", "2025-01-05", isWave: true)),
            Of(Some.List("a", "b", "c")), Of(Some.List("a", "d", "c")), Of(Some.List("c", "b", "a")), Of(Some.Numbers(1, 5)), Of(Some.Numbers(1, 5, 2)),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(all[0], Plan.Create([Some.Days("2025-01-01", "2025-01-05")], new ValueRegistry(), new DateOnly(1999, 1, 1)).Fingerprint);
    }

    [Fact]
    public void What_makes_no_plan_is_refused_with_the_dimensions_name()
    {
        DimensionDefinition[][] wrong =
        [
            [], [Some.Days("2025-01-02", "2025-01-01")], [Some.Numbers(2, 1)], [Some.Numbers(1, 2, 0)], [Some.List()], [Some.List("a", "a")],
            [Some.Numbers(long.MinValue, long.MaxValue)], [Some.Numbers(0, 3_000_000_000)], [Some.Numbers(0, 99_999), Some.Numbers(0, 99_999, name: "m")],
            [Some.Numbers(1, 2), Some.Numbers(1, 2)], [Some.Numbers(1L << 50, (1L << 50) + 1)], [.. Enumerable.Range(0, 8).Select(i => Some.Numbers(1, 1, name: $"d{i}"))],
        ];
        Assert.All(wrong, dimensions => Assert.Throws<PlanException>(() => Some.Plan(dimensions)));
    }

    [Fact]
    public void A_list_too_long_for_its_bits_is_refused_wherever_the_large_number_stands()
    {
        var names = Enumerable.Range(0, 7).Select(i => (DimensionDefinition)Some.Numbers(1, 1, name: $"d{i}")).ToList();
        var registry = new ValueRegistry();
        registry.Add("state", Enumerable.Range(0, 128).Select(i => $"v{i}"));
        Assert.Throws<PlanException>(() => Some.Plan(registry, [.. names, Some.List("v0", "new1", "v1")]));
    }

    [Fact]
    public void A_unit_costs_little_and_the_plan_nothing_a_unit()
    {
        var plan = Some.Plan(Some.Days("2000-01-01", "2027-05-18"), Some.List([.. Enumerable.Range(0, 100).Select(i => $"S{i}")]));
        Assert.Equal(1_000_000, plan.Count);
        plan.UnitAt(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0L; i < plan.Count; i += 1000)
        {
            plan.UnitAt(i);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 1, 400);
    }
}
