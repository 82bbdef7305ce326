using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class PlanReaderTests
{
    [Fact]
    public void Days_have_a_step_of_a_day() => Assert.Equal(
        new CalendarDimensionDefinition("date", false, PlanOrder.Oldest, CalendarStep.Day, new(2025, 9, 1), new(2025, 9, 3)),
        JobText.Load().Dimensions[0]);

    [Fact]
    public void Months_have_a_step_of_a_month_and_reach_to_their_last_day() => Assert.Equal(
        new CalendarDimensionDefinition("month", true, PlanOrder.Newest, CalendarStep.Month, new(2024, 1, 1), new(2024, 2, 29)),
        JobText.Load("plan.month { range = [2024-01, 2024-02], wave = true, order = newest }").Dimensions[1]);

    [Fact]
    public void A_range_of_months_can_be_walked_by_days() => Assert.Equal(
        new CalendarDimensionDefinition("day", false, PlanOrder.Oldest, CalendarStep.Day, new(2024, 1, 1), new(2024, 2, 29)),
        JobText.Load("plan.day { range = [2024-01, 2024-02], step = day }").Dimensions[1]);

    [Theory]
    [InlineData("range = [2025-W36, 2025-W37]", CalendarUnit.Day, 7, 0, "2025-09-01", "2025-09-14")]
    [InlineData("range = [2025-09-03, 2025-09-10], step = week, week-start = sunday", CalendarUnit.Day, 7, 6, "2025-09-03", "2025-09-10")]
    [InlineData("range = [2025-Q3, 2025-Q4]", CalendarUnit.Month, 3, 0, "2025-07-01", "2025-12-31")]
    [InlineData("range = [2020, 2025], step = year", CalendarUnit.Month, 12, 0, "2020-01-01", "2025-12-31")]
    [InlineData("range = [2020-07, 2025-06], step = year, anchor = 2020-07", CalendarUnit.Month, 12, 6, "2020-07-01", "2025-06-30")]
    [InlineData("range = [2025-09-03, 2025-09-10], step = 3d", CalendarUnit.Day, 3, 0, "2025-09-03", "2025-09-10")]
    [InlineData("range = [2025-09-03, 2025-09-10], step = 10 days, anchor = 2025-09-03", CalendarUnit.Day, 10, 6, "2025-09-03", "2025-09-10")]
    [InlineData("range = [2025-01, 2025-12], step = 2 months", CalendarUnit.Month, 2, 0, "2025-01-01", "2025-12-31")]
    [InlineData("range = [2025-01-01, 2025-01-02], step = 6h", CalendarUnit.Hour, 6, 0, "2025-01-01", "2025-01-02")]
    public void Steps_are_periods_of_every_length(string keys, CalendarUnit unit, int count, int shift, string first, string last)
    {
        var dates = Assert.IsType<CalendarDimensionDefinition>(JobText.Load($"plan.x {{ {keys} }}").Dimensions[1]);

        Assert.Equal((new CalendarStep(unit, count, shift), first, last), (dates.Step, dates.First.ToString("o"), dates.Last.ToString("o")));
    }

    [Fact]
    public void Dates_have_the_zone_they_name() => Assert.Equal(
        "Europe/Berlin",
        Assert.IsType<CalendarDimensionDefinition>(JobText.Load("plan.x { range = [2025-01-01, 2025-01-02], step = 1h, time-zone = Europe/Berlin }").Dimensions[1]).Zone.Id);

    [Theory]
    [InlineData("newest", PlanOrder.Newest, PlanOrder.Oldest)]
    [InlineData("state=newest", PlanOrder.Oldest, PlanOrder.Newest)]
    public void The_flag_turns_the_dates_or_the_dimension_that_it_names(string flag, PlanOrder date, PlanOrder state)
    {
        var job = JobText.Load("plan.state { values = [a, b] }", r => r with { Order = flag });

        Assert.Equal((date, state), (job.Dimensions[0].Order, job.Dimensions[1].Order));
    }

    [Theory]
    [InlineData("upward", "--order: 'upward': expected oldest, newest, NAME=oldest, NAME=newest or NAME=priority:COLUMN")]
    [InlineData("city=newest", "--order: 'city=newest': the plan has no dimension 'city'; it has date")]
    public void A_wrong_order_is_named(string flag, string error) => Assert.Equal(error, JobText.Error("", r => r with { Order = flag }));

    [Theory]
    [InlineData("90d", "2025-06-13")]
    [InlineData("12 weeks", "2025-06-19")]
    [InlineData("3 months", "2025-06-11")]
    [InlineData("1y", "2024-09-11")]
    public void The_last_days_end_with_the_zones_today(string last, string first)
    {
        var job = JobText.Load(
            "plan.date { time-zone = Pacific/Auckland }", r => r with { Last = last, Now = new DateTimeOffset(2025, 9, 9, 23, 0, 0, TimeSpan.Zero) });

        var dates = Assert.IsType<CalendarDimensionDefinition>(job.Dimensions[0]);
        Assert.Equal((first, "2025-09-10", true), (dates.First.ToString("o"), dates.Last.ToString("o"), dates.IsFromFlags));
    }

    [Fact]
    public void What_is_no_time_is_no_range() => Assert.Equal(
        "--last: 'yesterday': expected days, weeks, months or years: 90d, 12 weeks, 3 months", JobText.Error("", r => r with { Last = "yesterday" }));

    [Fact]
    public void A_list_of_entities_says_where_they_are() => Assert.Equal(
        (new FileEntities("players.csv.gz", "id"), "seen", true),
        Assert.IsType<EntityListDefinition>(
            JobText.Load("""plan.player { file = players.csv.gz, column = id, attributes = [name, seen], order = "priority:seen", allow-empty = true }""").Dimensions[1]) is var list
            ? ((FileEntities)list.From, list.Priority, list.AllowsEmpty)
            : default);

    [Fact]
    public void Templates_ask_for_what_is_known_of_a_value()
    {
        _ = JobText.Load("""plan.month { range = [2024-01, 2024-02] }, source { type = http, base = "http://a", path = "/{month.start}/{month.next}/{date.year}" }""");
        Assert.EndsWith(
            "'{month.begin}': of month is known: start, end, next, year, month, day",
            JobText.Error("""plan.month { range = [2024-01, 2024-02] }, source { type = http, base = "http://a", path = "/{month.begin}" }"""),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Quoted_dates_are_dates() => Assert.IsType<CalendarDimensionDefinition>(
        JobText.Load("""plan.day { range = ["2024-01-01", "2024-01-02"] }""").Dimensions[1]);

    [Fact]
    public void Whole_numbers_have_a_step_of_one() => Assert.Equal(
        new NumberDimensionDefinition("id", false, PlanOrder.Oldest, -5, 50_000, 1), JobText.Load("plan.id { range = [-5, 50000] }").Dimensions[1]);

    [Fact]
    public void A_list_keeps_its_order() => Assert.Equal(
        ["VIC", "NSW", "1"], Assert.IsType<ListDimensionDefinition>(JobText.Load("plan.state { values = [VIC, NSW, 1] }").Dimensions[1]).Values.AsEnumerable());

    [Theory]
    [InlineData("plan.x { range = [2024-02-30, 2024-03-01] }", "plan.x.range[0]: '2024-02-30': the calendar has no such date")]
    [InlineData("plan.x { range = [2024-2-3, 2024-03-01] }", "plan.x.range[0]: '2024-2-3': expected a date yyyy-mm-dd or a month yyyy-mm, with all its digits")]
    [InlineData("plan.x { range = [01.02.2024, 2024-03-01] }", "plan.x.range[0]: '01.02.2024': expected a date yyyy-mm-dd or a month yyyy-mm, with all its digits")]
    [InlineData("plan.x { range = [2024-03-01, later] }", "plan.x.range[1]: 'later': expected a date yyyy-mm-dd or a month yyyy-mm")]
    [InlineData("plan.x { range = [a, 3] }", "plan.x.range[0]: 'a': expected a date yyyy-mm-dd, a month yyyy-mm or a whole number")]
    [InlineData("plan.x { range = [1.5, 3] }", "plan.x.range[0]: '1.5': expected a date yyyy-mm-dd, a month yyyy-mm or a whole number")]
    [InlineData("plan.x { range = [2024-03-02, 2024-03-01] }", "plan.x.range: 2024-03-01 is before 2024-03-02: a range ends after it starts")]
    [InlineData("plan.x { range = [9, 1] }", "plan.x.range: 1 is before 9: a range ends after it starts")]
    [InlineData("plan.x { range = [1] }", "plan.x.range: expected [first, last], both included")]
    [InlineData("plan.x { range = 2024-01 }", "plan.x.range: expected [first, last], both included")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = decade }", "plan.x.step: 'decade': the step of dates is hour, day, week, month, quarter or year, or several of them: 6h, 10 days, 2 months")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = 7 }", "plan.x.step: '7': the step of dates is hour, day, week, month, quarter or year, or several of them: 6h, 10 days, 2 months")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = 5h }", "plan.x.step: '5h': the step of dates is hour, day, week, month, quarter or year, or several of them: 6h, 10 days, 2 months")]
    [InlineData("plan.x { range = [2024-W53, 2025-W01] }", "plan.x.range[0]: '2024-W53': the calendar has no such date")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = month, time-zone = Mars }", "plan.x.time-zone: 'Mars': this machine knows no such zone; expected a name such as Europe/Berlin")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = month, week-start = sunday }", "plan.x.week-start: only weeks have a first day: step = week")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = day, anchor = 2024-01-03 }", "plan.x.anchor: says where steps of several days or months begin, once")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = 3d, anchor = soon }", "plan.x.anchor: 'soon': expected a date yyyy-mm-dd or a month yyyy-mm")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = day, within { season { anchor = 2024-08 } } }", "plan.x.within.season.step: is missing: how long the period is")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = day, within { season { step = 6h } } }", "plan.x.within.season.step: a period that dates lie in has days or months")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = day, within { start { step = year } } }", "plan.x.within.start: name of a period: is known of every date")]
    [InlineData("plan.x { values = [a], within { season { step = year } } }", "plan.x.within: is a key of dates")]
    [InlineData("plan.x { values = [a], time-zone = UTC }", "plan.x.time-zone: is a key of dates")]
    [InlineData("plan.x { values = [a], order = \"priority:b\" }", "plan.x.order: 'priority:b': only a list from file, query or http has columns")]
    [InlineData("plan.x { file = a.csv }", "plan.x.column: is missing: which column of a.csv is the value")]
    [InlineData("plan.x { file = a.csv, column = id, order = \"priority:b\" }", "plan.x.order: 'b' is none of the list's attributes: attributes = [b]")]
    [InlineData("plan.x { values = [a], file = a.txt }", "plan.x.file: a dimension has values or file, not both")]
    [InlineData("plan.x { query { path = a.db, sql = \"DROP TABLE a\", key = id } }", "plan.x.query.sql: expected one SELECT")]
    [InlineData("plan.x { http { base = \"http://a\" } }", "plan.x.http.key: is missing: the path of the value in an item")]
    [InlineData("plan.x { range = [1, 2], step = 0 }", "plan.x.step: 0: must be 1 to 1,000,000,000,000")]
    [InlineData("plan.x { range = [1, 2000000000000] }", "plan.x.range[1]: '2000000000000': must be -1,000,000,000,000 to 1,000,000,000,000")]
    [InlineData("plan.x { values = [a, b, a] }", "plan.x.values[2]: 'a' stands in the list already")]
    [InlineData("plan.x { values = [] }", "plan.x.values: is empty: at least one value is needed")]
    [InlineData("plan.x { values = [a, \" \"] }", "plan.x.values[1]: is blank")]
    [InlineData("plan.x { values = [a], range = [1, 2] }", "plan.x.range: a dimension has a range or values, not both")]
    [InlineData("plan.x { wave = true }", "plan.x.range: is missing: a dimension has range = [first, last], values = [...], or a list: file, query or http")]
    [InlineData("plan.x { values = [a], wave = maybe }", "plan.x.wave: \"maybe\": expected true or false")]
    [InlineData("plan.x { values = [a], order = new }", "plan.x.order: \"new\": expected oldest, newest")]
    [InlineData("plan.1x { values = [a] }", "plan.1x: name of a dimension: 1 to 32 letters, digits, '_' or '-', and a letter first")]
    [InlineData("plan.x { range = [1, 500000] }, plan.y { range = [1, 500000] }", "plan: the plan has more than 1000000000 units")]
    public void A_wrong_dimension_is_named_with_its_value(string line, string error) =>
        Assert.EndsWith(": " + error, JobText.Error(line), StringComparison.Ordinal);

    [Fact]
    public void A_plan_has_one_to_seven_dimensions() => Assert.EndsWith(
        "plan: has 8 dimensions: must be 1 to 7",
        JobText.Error(string.Join('\n', Enumerable.Range(1, 7).Select(i => $"plan.x{i} {{ values = [a] }}"))),
        StringComparison.Ordinal);

    [Fact]
    public void The_flags_set_the_range_of_the_dates()
    {
        var dates = Load("2024-02-28", "2024-03");

        Assert.Equal((new DateOnly(2024, 2, 28), new DateOnly(2024, 3, 31)), (dates.First, dates.Last));
    }

    [Fact]
    public void One_flag_leaves_the_other_end_of_the_file()
    {
        var dates = Load(null, "2025-09-02");

        Assert.Equal((new DateOnly(2025, 9, 1), new DateOnly(2025, 9, 2)), (dates.First, dates.Last));
    }

    [Fact]
    public void The_flags_may_give_the_whole_range()
    {
        var job = JobText.Load("plan.date = null, plan.date { step = month }", r => r with { StartDate = "2025-01-15", EndDate = "2025-02-01" });

        Assert.Equal(
            new CalendarDimensionDefinition("date", false, PlanOrder.Oldest, CalendarStep.Month, new(2025, 1, 15), new(2025, 2, 1)), job.Dimensions[0]);
    }

    [Fact]
    public void A_range_that_nobody_gives_names_the_flags_that_are_missing()
    {
        Assert.Equal(
            "a.conf:5:29: plan.date.range: is missing: give range = [first, last], or --start-date and --end-date",
            JobText.Error("plan.date = null, plan.date { step = month }"));
        Assert.EndsWith("or --end-date", JobText.Error("plan.date = null, plan.date { step = day }", r => r with { StartDate = "2025-01-01" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-02-30", null, "--start-date: '2024-02-30': the calendar has no such date")]
    [InlineData(null, "tomorrow", "--end-date: 'tomorrow': expected a date yyyy-mm-dd or a month yyyy-mm")]
    [InlineData("2025-10-01", null, "--start-date: 2025-09-03 is before 2025-10-01: a range ends after it starts")]
    [InlineData("2025-10-01", "2025-09-30", "--end-date: 2025-09-30 is before 2025-10-01: a range ends after it starts")]
    public void A_wrong_flag_is_named(string? start, string? end, string error) =>
        Assert.Equal(error, JobText.Error("", r => r with { StartDate = start, EndDate = end }));

    [Fact]
    public void The_flags_need_one_dimension_of_dates()
    {
        Assert.Equal(
            "--start-date: the plan has 2 dimensions of dates (date, day); use --set plan.date.range=[...]",
            JobText.Error("plan.day { range = [2024-01-01, 2024-01-02] }", r => r with { StartDate = "2024-01-01" }));
        Assert.Equal(
            "--end-date: the plan has no dimension of dates",
            JobText.Error("plan.date = null, plan.date { values = [a] }", r => r with { EndDate = "2024-01-01" }));
    }

    private static CalendarDimensionDefinition Load(string? start, string? end) =>
        Assert.IsType<CalendarDimensionDefinition>(JobText.Load("", r => r with { StartDate = start, EndDate = end }).Dimensions[0]);
}
