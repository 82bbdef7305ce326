using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Systems.Tests.BoxScores;

namespace ActorBackfill.Systems.Tests.TeamDefense;

public sealed class TeamDefenseProcessorTests
{
    private static readonly string[] Columns = ["game_id", "team_abbreviation", "points_allowed", "opp_fg3_pct"];

    [Fact]
    public async Task Each_team_of_a_game_has_a_row_about_what_its_opponent_did()
    {
        var rows = await RowsAsync("2021-10-19", TeamFiles.Away(), TeamFiles.Home());

        Assert.Equal(["BKN 127", "MIL 104"], rows.Select(r => $"{r["team_abbreviation"]} {r["points_allowed"]}"));
    }

    [Fact]
    public async Task Without_attempts_there_is_no_percentage()
    {
        var rows = await RowsAsync("2021-10-19", TeamFiles.Away(), TeamFiles.Home(("FG3M", "0"), ("FG3A", "0")));

        Assert.Null(rows[0]["opp_fg3_pct"]);
        Assert.NotNull(rows[1]["opp_fg3_pct"]);
    }

    [Fact]
    public async Task A_date_without_games_has_no_rows() => Assert.Empty(await RowsAsync("2021-10-18"));

    [Fact]
    public async Task Games_of_another_date_fail_the_unit()
    {
        var error = await Assert.ThrowsAsync<BackfillException>(() => RowsAsync("2021-10-20", TeamFiles.Away(), TeamFiles.Home()));

        Assert.Equal("game 0022100001, team BKN: GAME_DATE is '2021-10-19' and 2021-10-20 was asked for", error.Message);
    }

    [Fact]
    public async Task A_cancelled_attempt_ends_between_rows() => await Assert.ThrowsAsync<OperationCanceledException>(() => ProcessedUnit.RowsAsync(
        "team-defense", "team_defense_game_summary", Columns, "2021-10-19", [BoxScoreFiles.Item(TeamFiles.Away())], new CancellationToken(canceled: true)));

    private static Task<IReadOnlyList<Dictionary<string, object?>>> RowsAsync(string date, params Dictionary<string, object?>[] rows) =>
        ProcessedUnit.RowsAsync("team-defense", "team_defense_game_summary", Columns, date, rows.Select(BoxScoreFiles.Item));
}
