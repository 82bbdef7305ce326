using ActorBackfill.Domain.Rows;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.TeamDefense;

/// <summary>Computes what a team let its opponent do in one game; pure. Every feature stands in docs/systems/analytics.md.</summary>
internal static class TeamDefenseSummary
{
    /// <summary>Computes the row.</summary>
    /// <param name="game">The game from the defending team's side.</param>
    public static Record Of(GameSide game)
    {
        var (own, other) = (game.Own, game.Other);
        var possessions = Possessions.Estimate(game);
        return new Record
        {
            ["game_id"] = own.GameId,
            ["game_date"] = own.Date,
            ["team_id"] = own.TeamId,
            ["team_abbreviation"] = own.Matchup.Team,
            ["opponent"] = own.Matchup.Opponent,
            ["is_home"] = own.Matchup.IsHome,
            ["season"] = own.Season,
            ["win"] = own.Win,
            ["points_allowed"] = other.Points,
            ["opp_fgm"] = other.FieldGoals,
            ["opp_fga"] = other.FieldGoalAttempts,
            ["opp_fg3m"] = other.ThreePointers,
            ["opp_fg3a"] = other.ThreePointAttempts,
            ["opp_ftm"] = other.FreeThrows,
            ["opp_fta"] = other.FreeThrowAttempts,
            ["opp_oreb"] = other.OffensiveRebounds,
            ["opp_dreb"] = other.DefensiveRebounds,
            ["opp_ast"] = other.Assists,
            ["opp_tov"] = other.Turnovers,
            ["steals"] = own.Steals,
            ["blocks"] = own.Blocks,
            ["points_scored"] = own.Points,
            ["opp_fg_pct"] = Share.Of(other.FieldGoals, other.FieldGoalAttempts),
            ["opp_fg3_pct"] = Share.Of(other.ThreePointers, other.ThreePointAttempts),
            ["team_poss_simple"] = Possessions.Simple(own),
            ["opp_poss_simple"] = Possessions.Simple(other),
            ["avg_poss_simple"] = Possessions.SimpleMean(game),
            ["def_rating_simple"] = Possessions.Rating(other.Points, Possessions.Simple(other)),
            ["possessions"] = possessions,
            ["def_rating"] = Possessions.Rating(other.Points, possessions),
        };
    }
}
