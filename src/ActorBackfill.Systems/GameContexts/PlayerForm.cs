using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Systems.GameContexts;

/// <summary>How a player comes into a game: means over his last games, from games before the date alone; pure.</summary>
internal static class PlayerForm
{
    private const int Short = 5, Long = 10;

    /// <summary>Writes the features to a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="date">The date of the game.</param>
    /// <param name="games">The player's games of the season, in any order; those on and after the date do not count.</param>
    public static void Write(Record row, DateOnly date, IEnumerable<PlayedGame> games)
    {
        // A game that comes twice, on pages that shifted, is one game: its last row.
        List<PlayedGame> before =
        [
            .. games.Where(g => g.Date < date).GroupBy(g => g.GameId, StringComparer.Ordinal).Select(same => same.Last())
                .OrderBy(g => g.Date).ThenBy(g => g.GameId, StringComparer.Ordinal),
        ];
        row["games_before"] = before.Count;
        row["days_since_prev_game"] = before.Count == 0 ? null : date.DayNumber - before[^1].Date.DayNumber;
        row["avg_pts_last5"] = Mean(before.TakeLast(Short), g => g.Points);
        row["avg_pts_last10"] = Mean(before.TakeLast(Long), g => g.Points);
        row["avg_pts_season_before"] = Mean(before, g => g.Points);
        row["avg_min_last5"] = Mean(before.TakeLast(Short), g => g.Minutes);
        row["avg_min_season_before"] = Mean(before, g => g.Minutes);
        row["avg_reb_last5"] = Mean(before.TakeLast(Short), g => g.Rebounds);
        row["avg_ast_last5"] = Mean(before.TakeLast(Short), g => g.Assists);
    }

    // Over the games where the number is known; null when there is none, so that a beginner has no form rather than a bad one.
    private static double? Mean(IEnumerable<PlayedGame> games, Func<PlayedGame, double?> number) => games.Average(number);
}
