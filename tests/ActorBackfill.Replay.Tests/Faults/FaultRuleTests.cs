using ActorBackfill.Replay.Faults;

namespace ActorBackfill.Replay.Tests.Faults;

public sealed class FaultRuleTests
{
    [Fact]
    public void A_text_gives_kind_rate_argument_and_path()
    {
        Assert.Equal(
            new FaultRule(FaultKind.Status, new FaultRate.Share(0.1)) { Status = 500 },
            FaultRule.Parse("500=0.1", out _));
        Assert.Equal(
            new FaultRule(FaultKind.Status, new FaultRate.First(2)) { Status = 429, Argument = "1.5" },
            FaultRule.Parse("429:1.5=first-2", out _));
        Assert.Equal(
            new FaultRule(FaultKind.NoLastChunk, new FaultRate.Every(10)) { Path = "/people?team=red" },
            FaultRule.Parse("no-last-chunk=every-10,/people?team=red", out _));
    }

    [Theory]
    [InlineData("500", "KIND=RATE")]
    [InlineData("500=2", "the rate")]
    [InlineData("500=first-0", "the rate")]
    [InlineData("200=1", "no such fault")]
    [InlineData("nothing=1", "no-last-chunk")]
    [InlineData("delay:soon=1", "no duration")]
    [InlineData("html:x=1", "takes no argument")]
    [InlineData("retry-after-date:x=1", "whole seconds")]
    public void A_text_that_is_none_is_told_why(string text, string told)
    {
        Assert.Null(FaultRule.Parse(text, out var error));
        Assert.Contains(told, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_has_a_name_that_is_read_back()
    {
        foreach (var kind in Enum.GetValues<FaultKind>().Skip(1))
        {
            Assert.Equal(kind, FaultRule.Parse($"{FaultRule.NameOf(kind)}=1", out _)?.Kind);
        }

        Assert.Equal("invalid-utf8", FaultRule.NameOf(FaultKind.InvalidUtf8));
    }

    [Theory]
    [InlineData("2s", 2_000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5m", 90_000)]
    [InlineData("24h", 86_400_000)]
    public void Durations_have_a_unit(string text, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Durations.Parse(text));

    [Theory]
    [InlineData("2")]
    [InlineData("-2s")]
    [InlineData("25h")]
    [InlineData("s")]
    public void A_text_without_a_unit_or_beyond_a_day_is_no_duration(string text) => Assert.Null(Durations.Parse(text));

    [Fact]
    public void Rates_have_a_window()
    {
        Assert.Equal(new ServerRate(20, TimeSpan.FromSeconds(1)), ServerRate.Parse("20/s"));
        Assert.Equal(new ServerRate(600, TimeSpan.FromMinutes(1)), ServerRate.Parse("600/m"));
        Assert.Null(ServerRate.Parse("0/s"));
        Assert.Null(ServerRate.Parse("20"));
        Assert.Null(ServerRate.Parse("/s"));
    }
}
