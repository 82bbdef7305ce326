using ActorBackfill.Host.Logs;

namespace ActorBackfill.Host.Tests.Logs;

public sealed class NamedTemplatesTests
{
    private readonly NamedTemplates _templates = new();

    [Theory]
    [InlineData("Unit {Unit} failed on attempt {Attempt}", "Unit day=1 failed on attempt 2")]
    [InlineData("{0} then {1}", "day=1 then 2")]
    [InlineData("{{literal}} {Unit}", "{literal} day=1")]
    [InlineData("{Unit} {Attempt} {Missing}", "day=1 2 {Missing}")]
    [InlineData("no place", "no place")]
    [InlineData("open { brace", "open { brace")]
    public void Places_are_filled_by_their_order(string template, string text) => Assert.Equal(text, _templates.Format(template, "day=1", 2));

    [Fact]
    public void Values_are_written_the_same_on_every_machine() =>
        Assert.Equal("1.5 of a, b", _templates.Format("{Share} of {Names}", 1.5, new[] { "a", "b" }));
}
