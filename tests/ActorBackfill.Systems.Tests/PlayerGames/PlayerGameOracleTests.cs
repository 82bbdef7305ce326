using System.Globalization;
using ActorBackfill.Systems.BoxScores;
using ActorBackfill.Systems.PlayerGames;
using ActorBackfill.Systems.Tests.BoxScores;

namespace ActorBackfill.Systems.Tests.PlayerGames;

public sealed class PlayerGameOracleTests
{
    // The oracle has 6 decimals.
    private const double Tolerance = 5e-7;

    [SkippableTheory]
    [InlineData("2020-21", 23_054)]
    [InlineData("2021-22", 26_039)]
    [InlineData("2022-23", 25_895)]
    public void Every_row_of_a_real_season_equals_the_oracle(string season, int rows)
    {
        Skip.If(BoxScoreFiles.Folder is null, "ACTORBACKFILL_DATA names no folder with nba_boxscores");
        var oracle = BoxScoreFiles.Read($"oracle/player_game_{season}.csv.gz").ToDictionary(o => ($"{o["game_id"]}", $"{o["player_id"]}"));
        var count = 0;

        foreach (var row in BoxScoreFiles.Read($"player_gamelogs_{season}.csv.gz"))
        {
            var summary = PlayerGameSummary.Of(new BoxScoreRow(BoxScoreFiles.Item(row), "player-game"));
            var expected = oracle[($"{summary["game_id"]}", $"{summary["player_id"]}")];
            foreach (var name in (string[])["player_name", "opponent", "fgm", "fga", "fg3m", "fg3a", "ftm", "fta", "pts", "plus_minus"])
            {
                Assert.Equal(expected[name], string.Create(CultureInfo.InvariantCulture, $"{summary[name]}"));
            }

            Assert.Equal(expected["date"], $"{summary["game_date"]:yyyy-MM-dd}");
            Assert.Equal(expected["team"], summary["team_abbreviation"]);
            Assert.Equal(expected["home_away"], summary["is_home"] is true ? "H" : "A");
            Assert.Equal(double.Parse($"{expected["min"]}", CultureInfo.InvariantCulture), summary["minutes"]);
            Equal(expected["ts_pct"], summary["ts_pct"]);
            Equal(expected["efg_pct"], summary["efg_pct"]);
            count++;
        }

        Assert.Equal(rows, count);
        Assert.Equal(oracle.Count, count);
    }

    private static void Equal(object? oracle, object? actual)
    {
        if (oracle is "")
        {
            Assert.Null(actual);
            return;
        }

        Assert.InRange(Assert.IsType<double>(actual) - double.Parse($"{oracle}", CultureInfo.InvariantCulture), -Tolerance, Tolerance);
    }
}
