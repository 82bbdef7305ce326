using System.Globalization;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class EnclosingPeriodsTests
{
    private static readonly CalendarStep Season = CalendarStep.Year.BeginningOn(new(2020, 8, 1));

    [Theory]
    [InlineData("2020-12-22", "2020-08", "2020-08-01", "2021-07-31", "2021-08-01")]
    [InlineData("2021-07-31", "2020-08", "2020-08-01", "2021-07-31", "2021-08-01")]
    [InlineData("2021-08-01", "2021-08", "2021-08-01", "2022-07-31", "2022-08-01")]
    [InlineData("2024-02-29", "2023-08", "2023-08-01", "2024-07-31", "2024-08-01")]
    public void A_date_lies_in_the_period_that_its_first_day_lies_in(string date, string season, string start, string end, string next)
    {
        var unit = Days(date).UnitAt(0);

        Assert.Equal(
            (season, start, end, next),
            (unit.Value("date.season"), unit.Value("date.season.start"), unit.Value("date.season.end"), unit.Value("date.season.next")));
    }

    [Fact]
    public void What_is_not_known_of_it_is_nothing()
    {
        var unit = Days("2021-11-15").UnitAt(0);

        Assert.Null(unit.Value("date.month.start"));
        Assert.Null(unit.Value("date.season.moon"));
        Assert.Equal("2021-11-16", unit.Value("date.next"));
    }

    [Fact]
    public void Filters_and_templates_know_the_names_and_units_stay_what_they_are()
    {
        var with = Days("2021-07-30", "2021-08-02");

        Assert.Equal(["date=2021-08-01", "date=2021-08-02"], with.Select(new UnitSelection { Filter = UnitFilter.Parse("date.season=2021-08") }).Units().Select(u => u.Key));
        Assert.Equal(with.Fingerprint, Some.Plan(Definition("2021-07-30", "2021-08-02") with { Within = [] }).Fingerprint);
        Assert.Equal(["season", "season.start", "season.end", "season.next", "season.year", "season.month", "season.day"], PeriodFacts.NamesOf(Definition("2021-01-01", "2021-01-01")).Skip(6));
    }

    [Fact]
    public void Hours_lie_in_it_too()
    {
        var hours = new HourDimension(Definition("2021-07-31", "2021-08-01") with { Step = CalendarStep.Hour });

        Assert.Equal(("2020-08-01", "2021-08-01"), (hours.FactOf("2021-07-31T23", "season.start"), hours.FactOf("2021-08-01T00", "season.start")));
    }

    private static Plan Days(string first, string? last = null) => Some.Plan(Definition(first, last ?? first));

    private static CalendarDimensionDefinition Definition(string first, string last) =>
        new("date", false, PlanOrder.Oldest, CalendarStep.Day, DateOnly.Parse(first, CultureInfo.InvariantCulture), DateOnly.Parse(last, CultureInfo.InvariantCulture)) { Within = [new("season", Season)] };
}
