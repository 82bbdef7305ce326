using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Tests.Plans;

public sealed class UnitTemplateTests
{
    private static readonly PlanUnit Unit = new(0, 0, "month=2025-09/state=N%2FA", [new("month", "2025-09"), new("state", "N/A")]);

    [Theory]
    [InlineData("/results?state={state}&month={month}", "/results?state=N/A&month=2025-09")]
    [InlineData("{month}{month}", "2025-092025-09")]
    [InlineData("", "")]
    [InlineData("{{month}} is {month}", "{month} is 2025-09")]
    public void Names_in_braces_become_the_units_values(string template, string expected) =>
        Assert.Equal(expected, UnitTemplate.Parse(template).Fill(Unit));

    [Fact]
    public void Values_are_encoded_and_the_rest_is_not() =>
        Assert.Equal("/a/N%2FA?b=/", UnitTemplate.Parse("/a/{state}?b=/").Fill(Unit, Uri.EscapeDataString));

    [Fact]
    public void The_names_are_known_before_any_unit() => Assert.Equal(["state", "month"], UnitTemplate.Parse("{state}/{month}").Names);

    [Theory]
    [InlineData("/a/{state", "'{' at 4 is not closed; a brace that is meant as such is written twice")]
    [InlineData("/a/state}", "'}' at 9 closes nothing; a brace that is meant as such is written twice")]
    [InlineData("/a/{}", "'{}' at 4 holds no name")]
    public void A_wrong_brace_is_named_with_its_place(string template, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => UnitTemplate.Parse(template)).Message);

    [Fact]
    public void A_value_that_the_plan_lacks_is_an_error() =>
        Assert.Throws<KeyNotFoundException>(() => UnitTemplate.Parse("{date}").Fill(Unit));
}
