using System.Globalization;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;

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
    public static Record Of(PlayerGameRow row)
    {
        var matchup = Matchup.TryParse(row.Text("MATCHUP"))
            ?? throw row.Invalid($"MATCHUP is '{row.Text("MATCHUP")}', neither 'AAA vs. BBB' nor 'AAA @ BBB'");
        var summary = new Record
        {
            ["game_id"] = row.Text("GAME_ID"),
            ["player_id"] = row.Text("PLAYER_ID"),
            ["player_name"] = row.OptionalText("PLAYER_NAME"),
            ["team_id"] = row.OptionalText("TEAM_ID"),
            ["team_abbreviation"] = row.OptionalText("TEAM_ABBREVIATION"),
            ["opponent"] = matchup.Opponent,
            ["is_home"] = matchup.IsHome,
            ["game_date"] = Date(row),
            ["season"] = row.OptionalText("SEASON"),
            ["win"] = Win(row),
            ["minutes"] = Minutes(row),
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

    private static DateOnly Date(PlayerGameRow row)
    {
        var text = row.Text("GAME_DATE");
        // Other pulls of the same table write the date as midnight: 2020-12-22T00:00:00.
        var day = text.EndsWith("T00:00:00", StringComparison.Ordinal) ? text[..^9] : text;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw row.Invalid($"GAME_DATE is '{text}', not a date yyyy-mm-dd");
    }

    private static bool? Win(PlayerGameRow row) => row.OptionalText("WL") switch
    {
        null => null,
        "W" => true,
        "L" => false,
        var other => throw row.Invalid($"WL is '{other}', neither W nor L"),
    };

    private static double? Minutes(PlayerGameRow row) => row.OptionalText("MIN") is not { } text
        ? null
        : PlayingTime.TryParse(text) ?? throw row.Invalid($"MIN is '{text}', neither minutes nor minutes:seconds");
}
