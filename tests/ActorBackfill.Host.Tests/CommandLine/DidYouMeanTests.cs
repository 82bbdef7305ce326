using ActorBackfill.Host.CommandLine;

namespace ActorBackfill.Host.Tests.CommandLine;

public sealed class DidYouMeanTests
{
    [Theory]
    [InlineData("--wrokers", "--workers")]
    [InlineData("--strat-date", "--start-date")]
    [InlineData("--limits", "--limit")]
    public void A_slip_finds_its_word(string slip, string word) =>
        Assert.Equal(word, DidYouMean.Of(slip, ["--workers", "--start-date", "--limit", "--end-date"]));

    [Fact]
    public void Something_else_finds_nothing() => Assert.Null(DidYouMean.Of("--colour", ["--workers", "--limit"]));
}
