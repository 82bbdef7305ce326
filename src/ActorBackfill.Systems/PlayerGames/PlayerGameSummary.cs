using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.PlayerGames;

/// <summary>
/// Computes the summary of one player in one game from the row of the box score; pure. Ids stay text as in the source (game ids have
/// leading zeros), blank numbers stay NULL.
/// </summary>
internal static class PlayerGameSummary
{
    // Columns of the source that are counts, and what the summary calls them.
    private static readonly (string Column, string Name)[] Counts =
    [
        ("FGM", "fgm"), ("FGA", "fga"), ("FG3M", "fg3m"), ("FG3A", "fg3a"), ("FTM", "ftm"), ("FTA", "fta"), ("OREB", "oreb"), ("DREB", "dreb"),
        ("REB", "reb"), ("AST", "ast"), ("STL", "stl"), ("BLK", "blk"), ("TOV", "tov"), ("PF", "pf"), ("PTS", "pts"),
    ];

    /// <summary>Computes the summary.</summary>
    /// <param name="row">The box score.</param>
    /// <exception cref="BackfillException">A value is missing or cannot be what its column says; names game and player.</exception>
    public static Record Of(BoxScoreRow row)
    {
        var matchup = row.Matchup();
        var summary = new Record
        {
            ["game_id"] = row.Text("GAME_ID"),
            ["player_id"] = row.Text("PLAYER_ID"),
            ["player_name"] = row.OptionalText("PLAYER_NAME"),
            ["team_id"] = row.OptionalText("TEAM_ID"),
            ["team_abbreviation"] = row.OptionalText("TEAM_ABBREVIATION"),
            ["opponent"] = matchup.Opponent,
            ["is_home"] = matchup.IsHome,
            ["game_date"] = row.Date("GAME_DATE"),
            ["season"] = row.OptionalText("SEASON"),
            ["win"] = row.Win(),
            ["minutes"] = row.Minutes(),
            ["plus_minus"] = row.Whole("PLUS_MINUS"),
        };
        foreach (var (column, name) in Counts)
        {
            summary[name] = row.Count(column);
        }

        summary["ts_pct"] = ShootingEfficiency.TrueShooting(Long("pts"), Long("fga"), Long("fta"));
        summary["efg_pct"] = ShootingEfficiency.EffectiveFieldGoal(Long("fgm"), Long("fg3m"), Long("fga"));
        return summary;

        long? Long(string name) => (long?)summary[name];
    }
}
