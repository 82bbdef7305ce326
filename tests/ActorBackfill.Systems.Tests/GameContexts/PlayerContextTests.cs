using System.Globalization;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Systems.Tests.BoxScores;

namespace ActorBackfill.Systems.Tests.GameContexts;

public sealed class PlayerContextTests
{
    private const string Table = "upcoming_player_game_context";

    private static readonly string[] Columns =
        ["game_id", "player_id", "games_before", "days_since_prev_game", "avg_pts_last5", "avg_pts_last10", "avg_pts_season_before", "avg_min_last5"];

    [Fact]
    public async Task A_first_game_has_no_form()
    {
        var row = Assert.Single(await RowsAsync("2020-12-22", BoxScoreFiles.Row()));

        Assert.Equal("0", row["games_before"]);
        Assert.All(Columns[3..], column => Assert.Null(row[column]));
    }

    [Fact]
    public async Task Means_are_over_the_last_five_the_last_ten_and_all()
    {
        // Points 1 to 12, a game a day from 2021-01-01; the rows come newest first.
        var games = Enumerable.Range(1, 12).Reverse().Select(n => Game(new DateOnly(2021, 1, n), n));
        var row = Assert.Single(await RowsAsync("2021-01-14", [.. games, Game(new DateOnly(2021, 1, 14), 99)]));

        Assert.Equal(("12", "2"), (row["games_before"], row["days_since_prev_game"]));
        Assert.Equal(("10", "7.5", "6.5"), (row["avg_pts_last5"], row["avg_pts_last10"], row["avg_pts_season_before"]));
    }

    [Fact]
    public async Task What_happens_on_the_date_changes_nothing()
    {
        var before = Game(new DateOnly(2021, 1, 1), 20);
        var row = Assert.Single(await RowsAsync("2021-01-02", before, Game(new DateOnly(2021, 1, 2), 10)));
        var other = Assert.Single(await RowsAsync("2021-01-02", before, Game(new DateOnly(2021, 1, 2), 10, ("PTS", ""), ("MIN", "60"), ("REB", "30"), ("WL", "L"))));

        Assert.Equal(row, other);
    }

    [Fact]
    public async Task A_row_after_the_date_fails_the_unit()
    {
        var error = await Assert.ThrowsAsync<BackfillException>(() => RowsAsync("2020-12-21", BoxScoreFiles.Row()));

        Assert.Equal(FailureCategory.InvalidData, error.Category);
        Assert.EndsWith("GAME_DATE is '2020-12-22' and nothing after 2020-12-21 was asked for", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_game_that_comes_twice_counts_once_and_blanks_do_not_count()
    {
        var row = Assert.Single(await RowsAsync(
            "2021-01-05", Game(new DateOnly(2021, 1, 1), 20), Game(new DateOnly(2021, 1, 1), 20), Game(new DateOnly(2021, 1, 2), 0, ("PTS", "")), Game(new DateOnly(2021, 1, 5), 0)));

        Assert.Equal(("2", "20"), (row["games_before"], row["avg_pts_last5"]));
    }

    [Fact]
    public async Task Games_of_another_season_do_not_count()
    {
        var row = Assert.Single(await RowsAsync("2021-10-20", Game(new DateOnly(2021, 5, 1), 20), Game(new DateOnly(2021, 10, 20), 1, ("SEASON", "2021-22"))));

        Assert.Equal("0", row["games_before"]);
    }

    private static Item Game(DateOnly date, int points, params (string Column, object? Value)[] changes) => BoxScoreFiles.Row(
        [("GAME_DATE", date.ToString("o", CultureInfo.InvariantCulture)), ("GAME_ID", $"00220{date:yyMMdd}"), ("PTS", $"{points}"), .. changes]);

    private static Task<IReadOnlyList<Dictionary<string, object?>>> RowsAsync(string date, params Item[] rows) =>
        ProcessedUnit.RowsAsync("upcoming-player-context", Table, Columns, date, rows);
}
