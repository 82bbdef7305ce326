using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Systems.BoxScores;
using ActorBackfill.Systems.PlayerGames;
using ActorBackfill.Systems.Tests.BoxScores;
using Record = ActorBackfill.Domain.Rows.Record;

namespace ActorBackfill.Systems.Tests.PlayerGames;

public sealed class PlayerGameSummaryTests
{
    [Fact]
    public void A_home_game_is_summarised()
    {
        var summary = Of();

        Assert.Equal("0022000001", summary["game_id"]);
        Assert.Equal("201142", summary["player_id"]);
        Assert.Equal("GSW", summary["opponent"]);
        Assert.Equal(true, summary["is_home"]);
        Assert.Equal(new DateOnly(2020, 12, 22), summary["game_date"]);
        Assert.Equal(true, summary["win"]);
        Assert.Equal(25.0, summary["minutes"]);
        Assert.Equal(26L, summary["plus_minus"]);
        Assert.Equal(22L, summary["pts"]);
        Assert.Equal(22 / (2 * (16 + (0.44 * 7))), summary["ts_pct"]);
        Assert.Equal(7.5 / 16, summary["efg_pct"]);
    }

    [Fact]
    public void A_player_without_a_shot_has_no_percentages()
    {
        var summary = Of(("FGM", "0"), ("FGA", "0"), ("FG3M", "0"), ("FTA", "0"), ("PTS", "0"));

        Assert.Null(summary["ts_pct"]);
        Assert.Null(summary["efg_pct"]);
    }

    [Fact]
    public void Blank_numbers_stay_null()
    {
        var summary = Of(("MIN", ""), ("WL", ""), ("PLUS_MINUS", null), ("FG3M", " "));

        Assert.Null(summary["minutes"]);
        Assert.Null(summary["win"]);
        Assert.Null(summary["plus_minus"]);
        Assert.Null(summary["fg3m"]);
        Assert.Null(summary["efg_pct"]);
    }

    [Theory]
    [InlineData("13.0", 13)]
    [InlineData("-5", -5)]
    [InlineData("0", 0)]
    [InlineData("-13.00", -13)]
    public void Plus_minus_is_a_whole_number_however_it_is_written(string text, long expected) =>
        Assert.Equal(expected, Of(("PLUS_MINUS", text))["plus_minus"]);

    [Fact]
    public void Numbers_of_json_are_read_like_texts_of_csv()
    {
        var summary = Of(("FGA", 16), ("PLUS_MINUS", -5.0), ("MIN", 25));

        Assert.Equal(16L, summary["fga"]);
        Assert.Equal(-5L, summary["plus_minus"]);
        Assert.Equal(25.0, summary["minutes"]);
    }

    [Fact]
    public void A_date_written_as_midnight_is_that_date() =>
        Assert.Equal(new DateOnly(2020, 12, 22), Of(("GAME_DATE", "2020-12-22T00:00:00"))["game_date"]);

    [Theory]
    [InlineData("FGM", "seven", "FGM is 'seven', not a whole number")]
    [InlineData("PTS", "22.5", "PTS is '22.5', not a whole number")]
    [InlineData("REB", "-1", "REB is -1: a count is not negative")]
    [InlineData("PLUS_MINUS", "+-3", "PLUS_MINUS is '+-3', not a whole number")]
    [InlineData("MIN", "25:99", "MIN is '25:99', neither minutes nor minutes:seconds")]
    [InlineData("MATCHUP", "BKN GSW", "MATCHUP is 'BKN GSW', neither 'AAA vs. BBB' nor 'AAA @ BBB'")]
    [InlineData("WL", "T", "WL is 'T', neither W nor L")]
    [InlineData("GAME_DATE", "2020-02-30", "GAME_DATE is '2020-02-30', not a date yyyy-mm-dd")]
    [InlineData("GAME_DATE", "", "GAME_DATE is blank")]
    [InlineData("FGA", true, "FGA is True, not text or number")]
    public void A_wrong_value_names_game_player_and_value(string column, object value, string problem)
    {
        var error = Assert.Throws<BackfillException>(() => Of((column, value)));

        Assert.Equal(FailureCategory.InvalidData, error.Category);
        Assert.Equal($"game 0022000001, player 201142 (Kevin Durant): {problem}", error.Message);
    }

    [Fact]
    public void A_missing_column_is_another_source()
    {
        var row = new Dictionary<string, object?> { ["GAME_ID"] = "1", ["PLAYER_ID"] = "2" };

        var error = Assert.Throws<BackfillException>(() => PlayerGameSummary.Of(new BoxScoreRow(BoxScoreFiles.Item(row), "player-game")));

        Assert.Equal(FailureCategory.SourceSchema, error.Category);
        Assert.Equal("game 1, player 2 (?): the source has no column MATCHUP", error.Message);
    }

    private static Record Of(params (string Column, object? Value)[] changes) => PlayerGameSummary.Of(new BoxScoreRow(BoxScoreFiles.Row(changes), "player-game"));
}
