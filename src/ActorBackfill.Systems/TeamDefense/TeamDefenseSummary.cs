using ActorBackfill.Domain.Rows;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.TeamDefense;

/// <summary>Computes what a team let its opponent do in one game; pure. Every feature stands in docs/systems/analytics.md.</summary>
internal static class TeamDefenseSummary
{
    /// <summary>The name of its processor in job files; takes no settings.</summary>
    public const string Name = "team-defense";

    /// <summary>The table it fills.</summary>
    public const string Table = "team_defense_game_summary";

    /// <summary>Computes the row.</summary>
    /// <param name="game">The game from the defending team's side.</param>
    public static Record Of(GameSide game)
    {
        var (own, other) = (game.Own, game.Other);
        var possessions = Possessions.Estimate(game);
        var row = TeamRow.Of(own);
        row["points_allowed"] = other.Points;
        row["opp_fgm"] = other.FieldGoals;
        row["opp_fga"] = other.FieldGoalAttempts;
        row["opp_fg3m"] = other.ThreePointers;
        row["opp_fg3a"] = other.ThreePointAttempts;
        row["opp_ftm"] = other.FreeThrows;
        row["opp_fta"] = other.FreeThrowAttempts;
        row["opp_oreb"] = other.OffensiveRebounds;
        row["opp_dreb"] = other.DefensiveRebounds;
        row["opp_ast"] = other.Assists;
        row["opp_tov"] = other.Turnovers;
        row["steals"] = own.Steals;
        row["blocks"] = own.Blocks;
        row["points_scored"] = own.Points;
        row["opp_fg_pct"] = Share.Of(other.FieldGoals, other.FieldGoalAttempts);
        row["opp_fg3_pct"] = Share.Of(other.ThreePointers, other.ThreePointAttempts);
        row["team_poss_simple"] = Possessions.Simple(own);
        row["opp_poss_simple"] = Possessions.Simple(other);
        row["avg_poss_simple"] = Possessions.SimpleMean(game);
        row["def_rating_simple"] = Possessions.Rating(other.Points, Possessions.Simple(other));
        row["possessions"] = possessions;
        row["def_rating"] = Possessions.Rating(other.Points, possessions);
        return row;
    }
}
