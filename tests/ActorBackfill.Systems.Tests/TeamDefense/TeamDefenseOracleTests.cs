using ActorBackfill.Systems.BoxScores;
using ActorBackfill.Systems.TeamDefense;
using ActorBackfill.Systems.Tests.BoxScores;

namespace ActorBackfill.Systems.Tests.TeamDefense;

public sealed class TeamDefenseOracleTests
{
    // Columns of the oracle that are called otherwise here.
    private static readonly Dictionary<string, string> Names = new()
    {
        ["date"] = "game_date",
        ["team"] = "team_abbreviation",
        ["poss_bref_formula"] = "possessions",
        ["def_rating_bref_formula"] = "def_rating",
    };

    [SkippableTheory]
    [InlineData("2020-21", 2_160)]
    [InlineData("2021-22", 2_460)]
    [InlineData("2022-23", 2_460)]
    public void Every_row_of_a_real_season_equals_the_oracle(string season, int rows) =>
        EqualOracle($"team_games_{season}.csv.gz", $"oracle/team_defense_{season}.csv.gz", rows);

    [SkippableTheory]
    [InlineData("2020-21", 170)]
    [InlineData("2021-22", 174)]
    [InlineData("2022-23", 168)]
    public void Every_row_of_real_playoffs_equals_the_oracle(string season, int rows) =>
        EqualOracle($"playoffs/team_totals_{season}.csv.gz", $"oracle/playoffs_team_defense_{season}.csv.gz", rows);

    private static void EqualOracle(string games, string oracle, int rows)
    {
        Skip.If(BoxScoreFiles.Folder is null, "ACTORBACKFILL_DATA names no folder with nba_boxscores");
        var computed = GameSides.Pair(TeamFiles.Lines(games)).Select(TeamDefenseSummary.Of)
            .ToDictionary(s => ($"{s["game_id"]}", $"{s["team_abbreviation"]}"));
        var count = 0;

        foreach (var expected in BoxScoreFiles.Read(oracle))
        {
            var row = computed[($"{expected["game_id"]}", $"{expected["team"]}")];
            Assert.Equal(expected["home_away"], row["is_home"] is true ? "H" : "A");
            Assert.Equal(expected["wl"], row["win"] is true ? "W" : "L");
            foreach (var (column, value) in expected.Where(e => e.Key is not ("home_away" or "wl")))
            {
                OracleValue.Equal(column, value, row[Names.GetValueOrDefault(column, column)]);
            }

            count++;
        }

        Assert.Equal(rows, count);
        Assert.Equal(computed.Count, count);
    }
}
