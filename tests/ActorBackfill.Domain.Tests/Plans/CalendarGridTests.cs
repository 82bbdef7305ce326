using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using FsCheck;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class CalendarGridTests
{
    private static readonly Arbitrary<CalendarStep> Steps = Gen.OneOf(
        Gen.Elements(CalendarStep.Day, CalendarStep.Week, CalendarStep.Month, CalendarStep.Quarter, CalendarStep.Year),
        Gen.Choose(1, 400).SelectMany(count => Gen.Choose(0, count - 1).Select(shift => new CalendarStep(CalendarUnit.Day, count, shift))),
        Gen.Choose(1, 30).SelectMany(count => Gen.Choose(0, count - 1).Select(shift => new CalendarStep(CalendarUnit.Month, count, shift)))).ToArbitrary();

    [Fact]
    public void F79_periods_cover_every_day_once_whatever_the_step() =>
        Some.Holds(Prop.ForAll(Steps, Gen.Choose(0, DateOnly.MaxValue.DayNumber).ToArbitrary(), (step, number) =>
        {
            var grid = new CalendarGrid(step);
            var day = DateOnly.FromDayNumber(number);
            var at = grid.CoordinateOf(day);
            return grid.FirstDay(at) <= day && day <= grid.LastDay(at)
                && (at == grid.Most ? grid.LastDay(at) == DateOnly.MaxValue : grid.LastDay(at).AddDays(1) == grid.FirstDay(at + 1))
                && (at == grid.Least ? grid.FirstDay(at) == DateOnly.MinValue : grid.LastDay(at - 1).AddDays(1) == grid.FirstDay(at));
        }));

    [Fact]
    public void F79_a_period_is_known_by_its_text() =>
        Some.Holds(Prop.ForAll(Steps, Gen.Choose(0, DateOnly.MaxValue.DayNumber).ToArbitrary(), (step, number) =>
        {
            var grid = new CalendarGrid(step);
            var at = grid.CoordinateOf(DateOnly.FromDayNumber(number));
            return grid.TryParse(grid.Text(at)) == at;
        }));

    [Theory]
    [InlineData("2025-09-03", "2025-W36", "2025-09-01", "2025-09-07")]
    [InlineData("2024-12-31", "2025-W01", "2024-12-30", "2025-01-05")]
    [InlineData("2021-01-03", "2020-W53", "2020-12-28", "2021-01-03")]
    [InlineData("0001-01-01", "0001-W01", "0001-01-01", "0001-01-07")]
    [InlineData("9999-12-31", "9999-W52", "9999-12-27", "9999-12-31")]
    public void Weeks_are_those_of_the_iso_calendar(string day, string text, string first, string last) => Is(CalendarStep.Week, day, text, first, last);

    [Theory]
    [InlineData("2025-09-03", "2025-08-31", "2025-08-31", "2025-09-06")]
    [InlineData("2025-09-06", "2025-08-31", "2025-08-31", "2025-09-06")]
    [InlineData("2025-09-07", "2025-09-07", "2025-09-07", "2025-09-13")]
    [InlineData("0001-01-01", "0001-01-01", "0001-01-01", "0001-01-06")]
    public void Weeks_that_begin_on_another_day_are_named_by_it(string day, string text, string first, string last) =>
        Is(CalendarStep.Week.BeginningOn(new DateOnly(2025, 9, 7)), day, text, first, last);

    [Theory]
    [InlineData("2025-09-03", "2025-Q3", "2025-07-01", "2025-09-30")]
    [InlineData("2024-02-29", "2024-Q1", "2024-01-01", "2024-03-31")]
    [InlineData("9999-12-31", "9999-Q4", "9999-10-01", "9999-12-31")]
    public void Quarters_have_three_months(string day, string text, string first, string last) => Is(CalendarStep.Quarter, day, text, first, last);

    [Theory]
    [InlineData("2025-06-30", "2024-07", "2024-07-01", "2025-06-30")]
    [InlineData("2025-07-01", "2025-07", "2025-07-01", "2026-06-30")]
    public void A_year_may_begin_in_july(string day, string text, string first, string last) =>
        Is(CalendarStep.Year.BeginningOn(new DateOnly(2020, 7, 1)), day, text, first, last);

    [Theory]
    [InlineData("2025-W00")]
    [InlineData("2025-W53")]
    [InlineData("2025-W1")]
    [InlineData("2025-w01")]
    [InlineData("2025-01-06")]
    public void What_is_no_week_is_none(string text) => Assert.Null(new CalendarGrid(CalendarStep.Week).TryParse(text));

    [Theory]
    [InlineData("2025-Q0")]
    [InlineData("2025-Q5")]
    [InlineData("2025-07")]
    public void What_is_no_quarter_is_none(string text) => Assert.Null(new CalendarGrid(CalendarStep.Quarter).TryParse(text));

    private static void Is(CalendarStep step, string day, string text, string first, string last)
    {
        var grid = new CalendarGrid(step);
        var at = grid.CoordinateOf(CalendarText.Day(day)!.Value);
        Assert.Equal((text, first, last), (grid.Text(at), grid.FirstDay(at).ToString("o"), grid.LastDay(at).ToString("o")));
    }
}
