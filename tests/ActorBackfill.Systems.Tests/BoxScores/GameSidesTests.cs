using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Tests.BoxScores;

public sealed class GameSidesTests
{
    [Fact]
    public void Each_line_gets_its_opponents_of_the_same_game()
    {
        var sides = GameSides.Pair([TeamFiles.Line(TeamFiles.Away()), TeamFiles.Line(TeamFiles.Home())]);

        Assert.Equal(["BKN against MIL", "MIL against BKN"], sides.Select(s => $"{s.Own.Matchup.Team} against {s.Other.Matchup.Team}"));
    }

    [Fact]
    public void Half_a_game_is_refused() => Refused("game 0022100001 has the line of one team only", TeamFiles.Away());

    [Fact]
    public void A_line_too_many_is_refused() =>
        Refused("game 0022100001 has 3 lines of teams", TeamFiles.Away(), TeamFiles.Home(), TeamFiles.Home(("MATCHUP", "GSW vs. BKN")));

    [Fact]
    public void A_line_that_comes_twice_counts_once() => Assert.Equal(
        [104L, 128L], GameSides.Pair([.. ((Dictionary<string, object?>[])[TeamFiles.Home(), TeamFiles.Away(), TeamFiles.Home(("PTS", "128"))]).Select(TeamFiles.Line)])
            .Select(s => s.Own.Points!.Value).Order());

    [Theory]
    [InlineData("MATCHUP", "MIL vs. GSW")]
    [InlineData("MATCHUP", "MIL @ BKN")]
    [InlineData("GAME_DATE", "2021-10-20")]
    public void Lines_that_are_not_each_others_opponents_are_refused(string column, string value) =>
        Refused("game 0022100001 does not have BKN and MIL against each other on one day", TeamFiles.Away(), TeamFiles.Home((column, value)));

    [Theory]
    [InlineData("FGA", "x", "FGA is 'x', not a whole number")]
    [InlineData("TOV", "-1", "TOV is -1: a count is not negative")]
    [InlineData("MIN", "4:99", "MIN is '4:99', neither minutes nor minutes:seconds")]
    [InlineData("WL", "D", "WL is 'D', neither W nor L")]
    public void A_wrong_value_names_game_team_and_value(string column, string value, string problem)
    {
        var error = Assert.Throws<BackfillException>(() => TeamFiles.Line(TeamFiles.Away((column, value))));

        Assert.Equal($"game 0022100001, team BKN: {problem}", error.Message);
    }

    private static void Refused(string message, params Dictionary<string, object?>[] rows)
    {
        var error = Assert.Throws<BackfillException>(() => GameSides.Pair([.. rows.Select(TeamFiles.Line)]));

        Assert.Equal(message, error.Message);
        Assert.Equal(FailureCategory.InvalidData, error.Category);
    }
}
