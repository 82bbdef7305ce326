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
    [InlineData("plan.x { range = [2024-01, 2024-02], step = week }", "plan.x.step: 'week': the step of dates is day or month")]
    [InlineData("plan.x { range = [2024-01, 2024-02], step = 7 }", "plan.x.step: '7': the step of dates is day or month")]
    [InlineData("plan.x { range = [1, 2], step = 0 }", "plan.x.step: 0: must be 1 to 1,000,000,000,000")]
    [InlineData("plan.x { range = [1, 2000000000000] }", "plan.x.range[1]: '2000000000000': must be -1,000,000,000,000 to 1,000,000,000,000")]
    [InlineData("plan.x { values = [a, b, a] }", "plan.x.values[2]: 'a' stands in the list already")]
    [InlineData("plan.x { values = [] }", "plan.x.values: is empty: at least one value is needed")]
    [InlineData("plan.x { values = [a, \" \"] }", "plan.x.values[1]: is blank")]
    [InlineData("plan.x { values = [a], range = [1, 2] }", "plan.x.range: a dimension has a range or values, not both")]
    [InlineData("plan.x { wave = true }", "plan.x.range: is missing: a dimension has range = [first, last] or values = [...]")]
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
