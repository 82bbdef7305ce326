using System.Globalization;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Tests.BoxScores;

public sealed class UsageRateTests
{
    [SkippableTheory]
    [InlineData("2020-21", 24_000)]
    [InlineData("2021-22", 27_000)]
    [InlineData("2022-23", 27_000)]
    public void The_rate_of_every_player_and_game_equals_the_published_one(string season, int atLeast)
    {
        Skip.If(BoxScoreFiles.Folder is null, "ACTORBACKFILL_DATA names no folder with nba_boxscores");
        var teams = BoxScoreFiles.Read($"published_bref/teams_{season}.csv.gz").ToDictionary(t => (t["bref_game"], t["team"]));
        var players = BoxScoreFiles.Read($"published_bref/players_{season}.csv.gz").Where(r => $"{r["mp"]}".Length > 0).ToList();

        // A team's plays are its players': turnovers of nobody in particular, which the team's own row has too, do not count.
        var plays = players.GroupBy(r => (r["bref_game"], r["team"])).ToDictionary(g => g.Key, g => g.Sum(Plays));
        var count = 0;
        foreach (var row in players.Where(r => $"{r["usg_pct"]}".Length > 0))
        {
            var team = (row["bref_game"], row["team"]);
            var onCourt = UsageRate.OnCourt(plays[team], PlayingTime.TryParse($"{row["mp"]}"), TeamMinutes.OfGame(Count(teams[team], "mp")));
            var rate = 100 * UsageRate.Of([(Plays(row), onCourt)]);
            var published = double.Parse($"{row["usg_pct"]}", CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(rate!.Value - published) <= 0.0500001, $"{row["bref_game"]} {row["player"]}: {rate}, published as {published}");
            count++;
        }

        Assert.True(count > atLeast, $"{count} rows");
    }

    [Fact]
    public void Games_are_summed_before_they_are_divided_and_unknown_ones_left_out()
    {
        Assert.Equal(30.0 / 100, UsageRate.Of([(10, 60), (20, 40), (null, 50), (5, null)]));
        Assert.Null(UsageRate.Of([(null, 50)]));
        Assert.Null(UsageRate.Of([(0, 0)]));
        Assert.Equal(1, UsageRate.Of([(3, 1)]));
        Assert.Equal(10 + 4.4 + 3, UsageRate.Plays(10, 10, 3));
        Assert.Null(UsageRate.Plays(10, null, 3));
        Assert.Equal(50, UsageRate.OnCourt(100, 24, 48));
    }

    private static double? Plays(Dictionary<string, object?> row) => UsageRate.Plays(Count(row, "fga"), Count(row, "fta"), Count(row, "tov"));

    private static long Count(Dictionary<string, object?> row, string column) => long.Parse($"{row[column]}", CultureInfo.InvariantCulture);
}
