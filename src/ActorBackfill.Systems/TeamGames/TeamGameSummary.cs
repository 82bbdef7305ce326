using ActorBackfill.Domain.Rows;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.TeamGames;

/// <summary>Computes what a team did in one game; pure. Every feature stands in docs/systems/analytics.md.</summary>
internal static class TeamGameSummary
{
    /// <summary>The name of its processor in job files; takes no settings.</summary>
    public const string Name = "team-game-summary";

    /// <summary>The table it fills.</summary>
    public const string Table = "team_game_summary";

    /// <summary>Computes the row.</summary>
    /// <param name="game">The game from the team's side.</param>
    public static Record Of(GameSide game)
    {
        var own = game.Own;
        var (possessions, minutes) = (Possessions.Estimate(game), TeamMinutes.OfGame(own.Minutes));
        var row = TeamRow.Of(own);
        row["game_minutes"] = minutes;
        row["pts"] = own.Points;
        row["fgm"] = own.FieldGoals;
        row["fga"] = own.FieldGoalAttempts;
        row["fg3m"] = own.ThreePointers;
        row["fg3a"] = own.ThreePointAttempts;
        row["ftm"] = own.FreeThrows;
        row["fta"] = own.FreeThrowAttempts;
        row["oreb"] = own.OffensiveRebounds;
        row["dreb"] = own.DefensiveRebounds;
        row["ast"] = own.Assists;
        row["stl"] = own.Steals;
        row["blk"] = own.Blocks;
        row["tov"] = own.Turnovers;
        row["pf"] = own.Fouls;
        row["margin"] = own.Points - game.Other.Points;
        row["ts_pct"] = ShootingEfficiency.TrueShooting(own.Points, own.FieldGoalAttempts, own.FreeThrowAttempts);
        row["efg_pct"] = ShootingEfficiency.EffectiveFieldGoal(own.FieldGoals, own.ThreePointers, own.FieldGoalAttempts);
        row["tov_pct"] = FourFactors.TurnoverShare(own);
        row["oreb_pct"] = FourFactors.OffensiveReboundShare(game);
        row["ft_rate"] = FourFactors.FreeThrowRate(own);
        row["possessions"] = possessions;
        row["off_rating"] = Possessions.Rating(own.Points, possessions);
        row["pace"] = possessions * Share.Of(TeamMinutes.Regulation, minutes);
        return row;
    }
}
