using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Tests.BoxScores;

public sealed class TeamMinutesTests
{
    [Theory]
    [InlineData(240.0, 48.0)]
    [InlineData(237.0, 48.0)] // rounding of each player's minutes
    [InlineData(243.0, 48.0)]
    [InlineData(265.0, 53.0)]
    [InlineData(341.0, 68.0)] // four overtimes, one minute too many
    [InlineData(48.0, 48.0)] // playoffs: the game's
    [InlineData(58.0, 58.0)]
    public void Minutes_of_five_players_are_those_of_a_game_with_overtimes(double team, double game) => Assert.Equal(game, TeamMinutes.OfGame(team));

    [Fact]
    public void Unknown_stays_unknown() => Assert.Null(TeamMinutes.OfGame(null));
}
