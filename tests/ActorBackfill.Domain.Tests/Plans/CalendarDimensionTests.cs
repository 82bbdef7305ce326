using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class CalendarDimensionTests
{
    [Theory]
    [InlineData("2025-09-15", "2025-09-15", "2025-09..2025-09 (whole months around 2025-09-15..2025-09-15)")]
    [InlineData("2025-09-01", "2025-11-30", "2025-09..2025-11")]
    [InlineData("2025-09-01", "2025-11-29", "2025-09..2025-11 (whole months around 2025-09-01..2025-11-29)")]
    [InlineData("2024-02-29", "2024-02-29", "2024-02..2024-02 (whole months around 2024-02-29..2024-02-29)")]
    [InlineData("2023-12-31", "2024-01-01", "2023-12..2024-01 (whole months around 2023-12-31..2024-01-01)")]
    [InlineData("0001-01-01", "9999-12-31", "0001-01..9999-12")]
    public void Bounds_snap_outward_to_whole_months_and_say_so(string first, string last, string description)
    {
        var dimension = new CalendarDimension(Some.Months(first, last));
        Assert.Equal((description, description.Contains("whole", StringComparison.Ordinal)), (dimension.Description, dimension.IsSnapped));
    }

    [Theory]
    [InlineData("2024-02-28", "2024-03-01", 3)]
    [InlineData("2023-02-28", "2023-03-01", 2)]
    [InlineData("1900-02-28", "1900-03-01", 2)]
    [InlineData("2000-02-28", "2000-03-01", 3)]
    [InlineData("2025-12-31", "2026-01-01", 2)]
    [InlineData("0001-01-01", "9999-12-31", 3_652_059)]
    public void Days_follow_the_calendar(string first, string last, int count)
    {
        var dimension = new CalendarDimension(Some.Days(first, last));
        Assert.Equal((count, first, last), (dimension.Count, dimension.ValueAt(0), dimension.ValueAt(dimension.Count - 1)));
        Assert.False(dimension.IsSnapped);
    }

    [Fact]
    public void No_day_is_left_out_and_none_comes_twice()
    {
        var dimension = new CalendarDimension(Some.Days("1999-12-01", "2001-03-05"));
        var days = Enumerable.Range(0, (int)dimension.Count).Select(i => DateOnly.ParseExact(dimension.ValueAt(i), "yyyy-MM-dd")).ToList();
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.AddDays(1), pair.Second));
    }

    [Fact]
    public void The_first_and_the_last_month_there_are_can_be_planned()
    {
        var plan = Some.Plan(Some.Months("0001-01", "9999-12-31", order: PlanOrder.Newest));
        Assert.Equal((119_988, "month=9999-12", "month=0001-01"), (plan.Count, plan.UnitAt(0).Key, plan.UnitAt(119_987).Key));
        Assert.Equal((119_987, 0), (plan.IndexOf("month=0001-01"), plan.IndexOf("month=9999-12")));
        Assert.True(plan.IsOpenAt(0));
    }

    [Theory]
    [InlineData("2024-02-30")]
    [InlineData("2024-2-3")]
    [InlineData("2024-02")]
    [InlineData("20240203")]
    [InlineData(" 2024-02-03")]
    [InlineData("")]
    public void What_is_no_day_has_no_coordinate(string text) => Assert.Null(new CalendarDimension(Some.Days("2024-01-01", "2024-12-31")).CoordinateOf(text));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(120_000)]
    [InlineData(long.MaxValue)]
    public void A_coordinate_outside_the_calendar_has_no_value(long coordinate) =>
        Assert.Null(new CalendarDimension(Some.Months("2024-01", "2024-12")).ValueOf(coordinate));

    [Fact]
    public void Newest_first_turns_the_values_and_nothing_else()
    {
        var oldest = Some.Plan(Some.Days("2025-01-01", "2025-01-05"));
        var newest = Some.Plan(Some.Days("2025-01-01", "2025-01-05", order: PlanOrder.Newest));
        Assert.Equal(oldest.Units().Select(u => u.Ordinal).Reverse(), newest.Units().Select(u => u.Ordinal));
    }
}
