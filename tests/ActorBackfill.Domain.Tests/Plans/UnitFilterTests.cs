using System.Collections.Immutable;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class UnitFilterTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("state=VIC", true)]
    [InlineData("state=NSW", false)]
    [InlineData("state=NSW,VIC", true)]
    [InlineData("state = NSW , VIC", true)]
    [InlineData("state!=NSW", true)]
    [InlineData("state!=NSW,VIC", false)]
    [InlineData("state~ic", true)]
    [InlineData("state~x,i", true)]
    [InlineData("state='VIC'", true)]
    [InlineData("state=\"VIC\" and month=2025-09", true)]
    [InlineData("state=VIC and month>=2025-09", true)]
    [InlineData("state=VIC AND month>2025-09", false)]
    [InlineData("month>=2025", true)]
    [InlineData("month<=2025", true)]
    [InlineData("month>2025", false)]
    [InlineData("month<2025", false)]
    [InlineData("month=2025", true)]
    [InlineData("month<2025-10", true)]
    [InlineData("month<2025-09", false)]
    [InlineData("id>9", true)]
    [InlineData("id<9", false)]
    [InlineData("id=10.0", true)]
    [InlineData("other=x", false)]
    [InlineData("other!=x", true)]
    [InlineData("other>x", false)]
    public void A_filter_matches_by_the_units_values(string filter, bool expected)
    {
        var unit = new PlanUnit(0, 0, "", [new("month", "2025-09"), new("state", "VIC"), new("id", "10")]);
        Assert.Equal(expected, UnitFilter.Parse(filter).Matches(unit));
    }

    [Theory]
    [InlineData("date=2024-02", "2024-02-29", true)]
    [InlineData("date=2024-02", "2024-03-01", false)]
    [InlineData("date!=2024-02", "2024-02-29", false)]
    [InlineData("date<=2024", "2024-12-31", true)]
    [InlineData("date>2024", "2025-01-01", true)]
    [InlineData("date=2025-09-01", "2025-09-01T06", true)]
    [InlineData("date=2025", "2025-W36", true)]
    [InlineData("date=2025", "20251", false)]
    [InlineData("date=abcd", "abcd-1", false)]
    public void A_part_of_a_period_is_equal_to_it(string filter, string value, bool expected) =>
        Assert.Equal(expected, UnitFilter.Parse(filter).Matches(_ => value));

    [Theory]
    [InlineData("=x", "'=' at 1: a name, such as in state=VIC was expected")]
    [InlineData("state", "the filter ends where one of != <= >= = < > ~ after state was expected")]
    [InlineData("state=", "the filter ends where a value for state; one with other characters stands in quotes was expected")]
    [InlineData("state=VIC and", "the filter ends where another term was expected")]
    [InlineData("state=VIC or state=NSW", "'o' at 11: 'and' was expected")]
    [InlineData("state=VIC month=3", "'m' at 11: 'and' was expected")]
    [InlineData("state='VIC", "' at 7 is not closed")]
    [InlineData("state=VIC,", "the filter ends where a value for state; one with other characters stands in quotes was expected")]
    [InlineData("month>=2025,2026", "'month>=' compares with one value, not with 2")]
    public void What_is_no_filter_is_refused_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => UnitFilter.Parse(text)).Message);

    [Fact]
    public void Two_filters_make_one()
    {
        var both = UnitFilter.Parse("state=VIC").And(UnitFilter.Parse("month=2025-09"));
        Assert.Equal(("state=VIC and month=2025-09", 2), (both.Text, both.Terms.Length));
        Assert.Equal((ImmutableArray<string>)["state", "month"], both.Names);
        Assert.Same(both, both.And(UnitFilter.Everything));
        Assert.Same(both, UnitFilter.Everything.And(both));
    }
}
