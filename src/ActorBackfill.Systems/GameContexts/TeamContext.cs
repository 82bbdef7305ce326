using ActorBackfill.Domain.Rows;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.GameContexts;

/// <summary>Computes the context of each team that plays on a date; pure. Every feature stands in docs/systems/analytics.md.</summary>
internal static class TeamContext
{
    /// <summary>Computes the rows.</summary>
    /// <param name="date">The date.</param>
    /// <param name="games">The games of the season up to the date, a line a team; those of another season do not count.</param>
    /// <returns>A row for every team that plays on the date, in the order of the games.</returns>
    public static IEnumerable<Record> Of(DateOnly date, IReadOnlyList<ScheduledGame> games)
    {
        // A game that comes twice, on pages that shifted, is one game.
        var dates = games.DistinctBy(g => (g.GameId, g.Matchup.Team)).ToLookup(g => (g.Season, g.Matchup.Team), g => g.Date);
        foreach (var game in games.Where(g => g.Date == date))
        {
            var own = TeamRest.Before(date, dates[(game.Season, game.Matchup.Team)]);
            var opponent = TeamRest.Before(date, dates[(game.Season, game.Matchup.Opponent)]);
            var row = TeamRow.Of(game.GameId, game.Date, game.TeamId, game.Matchup, game.Season);
            row["team_game_number"] = own.GameNumber;
            row["days_since_prev_game"] = own.DaysSinceLast;
            row["is_back_to_back"] = own.IsBackToBack;
            row["games_prev_7_days"] = own.GamesInSevenDays;
            row["opp_days_since_prev_game"] = opponent.DaysSinceLast;
            row["opp_is_back_to_back"] = opponent.IsBackToBack;
            yield return row;
        }
    }
}
