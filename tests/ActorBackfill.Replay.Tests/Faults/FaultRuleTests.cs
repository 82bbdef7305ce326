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
    [InlineData("delay:25h=1", "up to a day")]
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

    [Fact]
    public void Rates_have_a_window()
    {
        Assert.Equal(new ServerRate(20, TimeSpan.FromSeconds(1)), ServerRate.Parse("20/s"));
        Assert.Equal(new ServerRate(600, TimeSpan.FromMinutes(1)), ServerRate.Parse("600/min"));
        Assert.Equal(new ServerRate(3, TimeSpan.FromSeconds(10)), ServerRate.Parse("3/10s"));
        Assert.Null(ServerRate.Parse("0/s"));
        Assert.Null(ServerRate.Parse("20"));
        Assert.Null(ServerRate.Parse("/s"));
        Assert.Null(ServerRate.Parse("20/10"));
    }
}
