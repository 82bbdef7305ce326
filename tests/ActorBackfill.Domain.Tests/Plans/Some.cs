using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

/// <summary>Dimensions and plans, given and random.</summary>
internal static class Some
{
    public static readonly DateOnly Today = new(2026, 3, 15);

    public static CalendarDimensionDefinition Days(string first, string last, bool isWave = false, PlanOrder order = PlanOrder.Oldest, string name = "date") =>
        new(name, isWave, order, CalendarStep.Day, Date(first), Date(last));

    public static CalendarDimensionDefinition Months(string first, string last, bool isWave = false, PlanOrder order = PlanOrder.Oldest, string name = "month") =>
        new(name, isWave, order, CalendarStep.Month, Date(first), Date(last));

    public static NumberDimensionDefinition Numbers(long first, long last, long step = 1, string name = "n") =>
        new(name, false, PlanOrder.Oldest, first, last, step);

    public static ListDimensionDefinition List(params string[] values) => new("state", false, PlanOrder.Oldest, [.. values]);

    public static Plan Plan(params DimensionDefinition[] dimensions) => Plan(new ValueRegistry(), dimensions);

    public static Plan Plan(ValueRegistry registry, params DimensionDefinition[] dimensions) =>
        Domain.Plans.Plan.Create([.. dimensions], registry, Today);

    public static IEnumerable<PlanUnit> Units(this Plan plan)
    {
        for (var i = 0L; i < plan.Count; i++)
        {
            yield return plan.UnitAt(i);
        }
    }

    /// <summary>One to three dimensions of every kind, in every order, with and without waves; at most some thousand units.</summary>
    public static Arbitrary<ImmutableArray<DimensionDefinition>> Dimensions()
    {
        var order = Gen.Elements(PlanOrder.Oldest, PlanOrder.Newest);
        var wave = Gen.Elements(true, false);
        var calendar = Gen.Choose(0, 3_000_000).SelectMany(day => Gen.Choose(0, 15).SelectMany(length => Gen.Elements(CalendarStep.Day, CalendarStep.Month).SelectMany(step =>
            order.SelectMany(o => wave.Select(w => (DimensionDefinition)new CalendarDimensionDefinition(
                "date", w, o, step, DateOnly.FromDayNumber(day), DateOnly.FromDayNumber(day + (length * (step == CalendarStep.Day ? 1 : 31)))))))));
        var number = Gen.Choose(-1000, 1000).SelectMany(first => Gen.Choose(0, 30).SelectMany(length => Gen.Choose(1, 7).SelectMany(step =>
            order.SelectMany(o => wave.Select(w => (DimensionDefinition)new NumberDimensionDefinition("Nr", w, o, first, first + length, step))))));
        var list = Gen.SubListOf("VIC", "NSW", "a/b", "ü ö", "=", "%2F", "Ωmega", "x y").Where(v => v.Count > 0).SelectMany(values =>
            order.SelectMany(o => wave.Select(w => (DimensionDefinition)new ListDimensionDefinition("state", w, o, [.. values]))));
        return calendar.SelectMany(c => number.SelectMany(n => list.SelectMany(l => Gen.Shuffle(c, n, l).SelectMany(all =>
            Gen.Choose(1, 3).Select(count => all.Take(count).ToImmutableArray()))))).ToArbitrary();
    }

    public static void Holds(Property property) => Check.One(Config.QuickThrowOnFailure, property);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text.Length == 7 ? text + "-01" : text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
