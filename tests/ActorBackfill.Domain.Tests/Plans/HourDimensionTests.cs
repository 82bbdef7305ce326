using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class HourDimensionTests
{
    private static readonly string[] Zones =
    [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia", "America/Havana", "America/Sao_Paulo",
        "Asia/Kolkata", "America/St_Johns", "Africa/Casablanca", "Asia/Tehran", "Africa/Cairo", "Asia/Gaza", "Europe/Dublin", "America/Caracas",
    ];

    [Fact]
    public void F79_hours_of_any_zone_and_year_leave_no_gap_and_do_not_overlap() => Some.Holds(Prop.ForAll(
        Gen.Elements(Zones).ToArbitrary(),
        Gen.Choose(new DateOnly(1880, 1, 1).DayNumber, new DateOnly(2060, 1, 1).DayNumber).SelectMany(first => Gen.Choose(0, 400).Select(days => (first, days))).ToArbitrary(),
        Gen.Elements(1, 2, 3, 4, 6, 8, 12).ToArbitrary(),
        (zone, range, hours) =>
        {
            var dimension = Hours(zone, DateOnly.FromDayNumber(range.first), DateOnly.FromDayNumber(range.first + range.days), hours);
            DateTimeOffset? before = null;
            for (var i = 0L; i < dimension.Count; i++)
            {
                var value = dimension.ValueAt(i);
                var (start, end) = dimension.SpanOf(value)!.Value;
                if (start >= end || (before ?? start) != start || dimension.IndexOf(value) != i || dimension.IndexOfCoordinate(dimension.CoordinateAt(i)) != i
                    || dimension.ValueOf(dimension.CoordinateAt(i)) != value)
                {
                    return false;
                }

                before = end;
            }

            return true;
        }));

    [Fact]
    public void F79_the_hour_that_clocks_leave_out_is_no_unit()
    {
        var day = Hours("Europe/Berlin", new(2025, 3, 30), new(2025, 3, 30), 1);
        Assert.Equal(23, day.Count);
        Assert.Equal(["2025-03-30T01", "2025-03-30T03"], [day.ValueAt(1), day.ValueAt(2)]);
        Assert.Equal(-1, day.IndexOf("2025-03-30T02"));
    }

    [Fact]
    public void F79_the_hour_that_comes_twice_is_two_units()
    {
        var day = Hours("Europe/Berlin", new(2025, 10, 26), new(2025, 10, 26), 1);
        Assert.Equal(25, day.Count);
        Assert.Equal(["2025-10-26T02", "2025-10-26T02b", "2025-10-26T03"], [day.ValueAt(2), day.ValueAt(3), day.ValueAt(4)]);
        Assert.Equal(("2025-10-26T00:00:00Z", "2025-10-26T01:00:00Z"), (day.FactOf("2025-10-26T02", "start"), day.FactOf("2025-10-26T02", "end")));
        Assert.Equal(("2025-10-26T01:00:00Z", "2025-10-26T02:00:00Z"), (day.FactOf("2025-10-26T02b", "start"), day.FactOf("2025-10-26T02b", "end")));
    }

    [Fact]
    public void F79_a_longer_step_lasts_as_long_as_the_clocks_make_it()
    {
        var day = Hours("Europe/Berlin", new(2025, 10, 26), new(2025, 10, 26), 6);
        Assert.Equal(4, day.Count);
        Assert.Equal(("2025-10-25T22:00:00Z", "2025-10-26T05:00:00Z"), (day.FactOf("2025-10-26T00", "start"), day.FactOf("2025-10-26T00", "end")));
    }

    [Fact]
    public void Ordinals_stay_when_the_range_widens()
    {
        var (narrow, wide) = (Hours("Europe/Berlin", new(2025, 10, 26), new(2025, 10, 26), 1), Hours("Europe/Berlin", new(2024, 1, 1), new(2026, 1, 1), 1));
        for (var i = 0L; i < narrow.Count; i++)
        {
            Assert.Equal(narrow.CoordinateAt(i), wide.CoordinateAt(wide.IndexOf(narrow.ValueAt(i))));
        }
    }

    [Fact]
    public void An_hour_is_open_until_it_is_over()
    {
        var day = new HourDimension(Definition("UTC", new(2025, 9, 1), new(2025, 9, 1), 1), new DateTimeOffset(2025, 9, 1, 12, 30, 0, TimeSpan.Zero));
        Assert.Equal((false, true), (day.IsOpenAt(11), day.IsOpenAt(12)));
    }

    [Fact]
    public void A_day_is_open_in_its_zone()
    {
        var now = new DateTimeOffset(2025, 9, 1, 22, 30, 0, TimeSpan.Zero);
        var berlin = new CalendarDimension(Some.Days("2025-09-01", "2025-09-03") with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") }, now);
        var utc = new CalendarDimension(Some.Days("2025-09-01", "2025-09-03"), now);
        Assert.Equal((false, true), (berlin.IsOpenAt(0), utc.IsOpenAt(0)));
    }

    private static HourDimension Hours(string zone, DateOnly first, DateOnly last, int hours) => new(Definition(zone, first, last, hours));

    private static CalendarDimensionDefinition Definition(string zone, DateOnly first, DateOnly last, int hours) =>
        new("hour", false, PlanOrder.Oldest, new CalendarStep(CalendarUnit.Hour, hours), first, last) { Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
}
