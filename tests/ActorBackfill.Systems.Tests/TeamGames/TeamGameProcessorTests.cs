using ActorBackfill.Systems.Tests.BoxScores;

namespace ActorBackfill.Systems.Tests.TeamGames;

public sealed class TeamGameProcessorTests
{
    private static readonly string[] Columns =
        ["game_id", "team_abbreviation", "opponent", "game_minutes", "margin", "efg_pct", "tov_pct", "oreb_pct", "ft_rate", "possessions", "off_rating", "pace"];

    [Fact]
    public async Task A_game_is_summarised_from_both_sides()
    {
        var rows = await RowsAsync(TeamFiles.Away(), TeamFiles.Home());

        Assert.Equal(["BKN -23", "MIL 23"], rows.Select(r => $"{r["team_abbreviation"]} {r["margin"]}"));
        Assert.Equal(rows[0]["possessions"], rows[1]["possessions"]);
        Assert.Equal(rows[0]["possessions"], rows[0]["pace"]);
    }

    [Fact]
    public async Task A_blank_count_leaves_blank_what_needs_it_and_nothing_else()
    {
        var row = (await RowsAsync(TeamFiles.Away(("TOV", "")), TeamFiles.Home()))[0];

        Assert.Null(row["tov_pct"]);
        Assert.Null(row["possessions"]);
        Assert.Null(row["off_rating"]);
        Assert.NotNull(row["efg_pct"]);
        Assert.NotNull(row["oreb_pct"]);
    }

    private static Task<IReadOnlyList<Dictionary<string, object?>>> RowsAsync(params Dictionary<string, object?>[] rows) =>
        ProcessedUnit.RowsAsync("team-game-summary", "team_game_summary", Columns, "2021-10-19", rows.Select(BoxScoreFiles.Item));
}
