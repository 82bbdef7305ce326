using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Systems.GameContexts;
using ActorBackfill.Systems.Tests.BoxScores;

namespace ActorBackfill.Systems.Tests.GameContexts;

public sealed class TeamContextTests
{
    private const string Table = "upcoming_team_game_context";

    private static readonly string[] Columns = ["game_id", "team_abbreviation", "team_game_number", "days_since_prev_game", "games_prev_7_days"];

    [Fact]
    public void The_first_game_of_a_season_has_no_game_before() =>
        Assert.Equal(new TeamRest(1, null, 0), TeamRest.Before(new(2021, 10, 19), []));

    [Fact]
    public void Seven_days_before_a_date_count_and_the_eighth_does_not() => Assert.Equal(
        new TeamRest(4, 1, 2), TeamRest.Before(new(2021, 10, 20), [new(2021, 10, 12), new(2021, 10, 19), new(2021, 10, 13)]));

    [Fact]
    public void The_date_itself_and_what_comes_after_do_not_count() => Assert.Equal(
        new TeamRest(2, 1, 1), TeamRest.Before(new(2021, 10, 20), [new(2021, 10, 19), new(2021, 10, 20), new(2021, 10, 21)]));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(null, false)]
    public void A_game_on_the_day_before_is_back_to_back(int? days, bool expected) => Assert.Equal(expected, new TeamRest(2, days, 0).IsBackToBack);

    [Fact]
    public async Task A_result_of_the_date_changes_nothing()
    {
        var rows = await RowsAsync("2021-10-19", TeamFiles.Away(), TeamFiles.Home());
        var others = await RowsAsync("2021-10-19", TeamFiles.Away(("PTS", "999"), ("WL", "W"), ("FGA", "")), TeamFiles.Home(("WL", "L")));

        Assert.Equal(rows.Count, others.Count);
        Assert.Equal(rows.SelectMany(r => r.Values), others.SelectMany(r => r.Values));
    }

    [Fact]
    public async Task A_game_after_the_date_fails_the_unit()
    {
        var error = await Assert.ThrowsAsync<BackfillException>(() => RowsAsync("2021-10-18", TeamFiles.Away(), TeamFiles.Home()));

        Assert.Equal("game 0022100001, team BKN: GAME_DATE is '2021-10-19' and nothing after 2021-10-18 was asked for", error.Message);
    }

    [Fact]
    public async Task Games_of_another_season_do_not_count()
    {
        var rows = await RowsAsync("2021-10-19", TeamFiles.Away(("GAME_DATE", "2021-05-16"), ("GAME_ID", "0022001080"), ("SEASON", "2020-21")), TeamFiles.Away());

        Assert.Equal("1", Assert.Single(rows)["team_game_number"]);
    }

    [Fact]
    public async Task A_date_without_games_has_no_rows_though_there_were_games_before() => Assert.Empty(await RowsAsync("2021-10-20", TeamFiles.Away(), TeamFiles.Home()));

    private static Task<IReadOnlyList<Dictionary<string, object?>>> RowsAsync(string date, params Dictionary<string, object?>[] rows) =>
        ProcessedUnit.RowsAsync("upcoming-team-context", Table, Columns, date, rows.Select(BoxScoreFiles.Item));
}
