using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Tests.BoxScores;

public sealed class PlayingTimeTests
{
    [Theory]
    [InlineData("25", 25.0)]
    [InlineData("0", 0.0)]
    [InlineData("25:30", 25.5)]
    [InlineData("0:06", 0.1)]
    [InlineData("64:58", 64.9666667)]
    public void Minutes_are_whole_or_carry_seconds(string text, double expected) => Assert.Equal(expected, PlayingTime.TryParse(text)!.Value, 6);

    [Theory]
    [InlineData("25:60")]
    [InlineData("25:6")]
    [InlineData("-3")]
    [InlineData("1e3")]
    [InlineData("1:02:03")]
    [InlineData("DNP")]
    public void Anything_else_is_no_playing_time(string text) => Assert.Null(PlayingTime.TryParse(text));
}
