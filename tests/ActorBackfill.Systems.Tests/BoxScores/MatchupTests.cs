using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Tests.BoxScores;

public sealed class MatchupTests
{
    [Fact]
    public void Vs_means_at_home() => Assert.Equal(new Matchup("LAL", "GSW", true), Matchup.TryParse("LAL vs. GSW"));

    [Fact]
    public void At_means_away() => Assert.Equal(new Matchup("GSW", "LAL", false), Matchup.TryParse("GSW @ LAL"));

    [Theory]
    [InlineData("LAL GSW")]
    [InlineData("LAL vs. ")]
    [InlineData(" @ LAL")]
    [InlineData("A @ B @ C")]
    public void Anything_else_is_no_matchup(string text) => Assert.Null(Matchup.TryParse(text));
}
