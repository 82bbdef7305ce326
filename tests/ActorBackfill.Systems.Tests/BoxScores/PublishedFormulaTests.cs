using System.Globalization;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Tests.BoxScores;

/// <summary>The formulas, fed with the counts of somebody else's published box scores, give the numbers that are published beside them.</summary>
public sealed class PublishedFormulaTests
{
    [SkippableTheory]
    [InlineData("2020-21", 2_342)]
    [InlineData("2021-22", 2_646)]
    [InlineData("2022-23", 2_640)]
    public void Ratings_pace_and_the_four_factors_equal_those_published(string season, int rows)
    {
        Skip.If(BoxScoreFiles.Folder is null, "ACTORBACKFILL_DATA names no folder with nba_boxscores");
        var published = BoxScoreFiles.Read($"published_bref/teams_{season}.csv.gz").ToList();
        var sides = GameSides.Pair([.. published.Select(Line)]);

        foreach (var (row, game) in published.Zip(sides))
        {
            var possessions = Possessions.Estimate(game);
            Equal(row, "off_rtg", Possessions.Rating(game.Own.Points, possessions));
            Equal(row, "def_rtg", Possessions.Rating(game.Other.Points, possessions));
            Equal(row, "pace", TeamMinutes.Regulation * possessions / TeamMinutes.OfGame(game.Own.Minutes));
            Equal(row, "efg_pct", ShootingEfficiency.EffectiveFieldGoal(game.Own.FieldGoals, game.Own.ThreePointers, game.Own.FieldGoalAttempts));
            Equal(row, "ts_pct", ShootingEfficiency.TrueShooting(game.Own.Points, game.Own.FieldGoalAttempts, game.Own.FreeThrowAttempts));
            Equal(row, "tov_pct", 100 * FourFactors.TurnoverShare(game.Own));
            Equal(row, "orb_pct", 100 * FourFactors.OffensiveReboundShare(game));
            Equal(row, "ft_per_fga", FourFactors.FreeThrowRate(game.Own));
        }

        Assert.Equal(rows, sides.Count);
    }

    private static TeamLine Line(Dictionary<string, object?> row) => new()
    {
        GameId = $"{row["bref_game"]}",
        Date = DateOnly.Parse($"{row["date"]}", CultureInfo.InvariantCulture),
        TeamId = null,
        Matchup = new Matchup($"{row["team"]}", $"{row["opp"]}", row["home_away"] is "H"),
        Minutes = Count(row, "mp"),
        FieldGoals = Count(row, "fg"),
        FieldGoalAttempts = Count(row, "fga"),
        ThreePointers = Count(row, "fg3"),
        ThreePointAttempts = Count(row, "fg3a"),
        FreeThrows = Count(row, "ft"),
        FreeThrowAttempts = Count(row, "fta"),
        OffensiveRebounds = Count(row, "orb"),
        DefensiveRebounds = Count(row, "drb"),
        Turnovers = Count(row, "tov"),
        Points = Count(row, "pts"),
    };

    private static long Count(Dictionary<string, object?> row, string column) => long.Parse($"{row[column]}", CultureInfo.InvariantCulture);

    private static void Equal(Dictionary<string, object?> row, string column, double? computed)
    {
        var text = $"{row[column]}";
        var tolerance = 0.5000001 * Math.Pow(10, text.IndexOf('.', StringComparison.Ordinal) + 1 - text.Length);
        var difference = computed!.Value - double.Parse(text, CultureInfo.InvariantCulture);
        Assert.True(Math.Abs(difference) <= tolerance, $"{row["bref_game"]} {row["team"]}: {column} is {computed} and is published as {text}");
    }
}
