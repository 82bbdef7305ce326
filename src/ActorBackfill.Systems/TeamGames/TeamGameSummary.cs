using ActorBackfill.Domain.Rows;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.TeamGames;

/// <summary>Computes what a team did in one game; pure. Every feature stands in docs/systems/analytics.md.</summary>
internal static class TeamGameSummary
{
    /// <summary>Computes the row.</summary>
    /// <param name="game">The game from the team's side.</param>
    public static Record Of(GameSide game)
    {
        var own = game.Own;
        var (possessions, minutes) = (Possessions.Estimate(game), TeamMinutes.OfGame(own.Minutes));
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
            ["game_minutes"] = minutes,
            ["pts"] = own.Points,
            ["fgm"] = own.FieldGoals,
            ["fga"] = own.FieldGoalAttempts,
            ["fg3m"] = own.ThreePointers,
            ["fg3a"] = own.ThreePointAttempts,
            ["ftm"] = own.FreeThrows,
            ["fta"] = own.FreeThrowAttempts,
            ["oreb"] = own.OffensiveRebounds,
            ["dreb"] = own.DefensiveRebounds,
            ["ast"] = own.Assists,
            ["stl"] = own.Steals,
            ["blk"] = own.Blocks,
            ["tov"] = own.Turnovers,
            ["pf"] = own.Fouls,
            ["margin"] = own.Points - game.Other.Points,
            ["ts_pct"] = ShootingEfficiency.TrueShooting(own.Points, own.FieldGoalAttempts, own.FreeThrowAttempts),
            ["efg_pct"] = ShootingEfficiency.EffectiveFieldGoal(own.FieldGoals, own.ThreePointers, own.FieldGoalAttempts),
            ["tov_pct"] = FourFactors.TurnoverShare(own),
            ["oreb_pct"] = FourFactors.OffensiveReboundShare(game),
            ["ft_rate"] = FourFactors.FreeThrowRate(own),
            ["possessions"] = possessions,
            ["off_rating"] = Possessions.Rating(own.Points, possessions),
            ["pace"] = possessions * Share.Of(TeamMinutes.Regulation, minutes),
        };
    }
}
