namespace ActorBackfill.Systems.BoxScores;

/// <summary>
/// Dean Oliver's four factors of winning, "Basketball on Paper" (2004), as Basketball-Reference's glossary writes them, as fractions of 1:
/// shooting is <see cref="ShootingEfficiency.EffectiveFieldGoal"/>, the other three stand here.
/// </summary>
internal static class FourFactors
{
    /// <summary><c>TOV / (FGA + 0.44 * FTA + TOV)</c>: the share of plays that end in a turnover.</summary>
    /// <param name="line">The team's line.</param>
    /// <returns>Null without plays, and where a count is unknown.</returns>
    public static double? TurnoverShare(TeamLine line) => Share.Of(
        line.Turnovers, line.FieldGoalAttempts + (ShootingEfficiency.FreeThrowWeight * line.FreeThrowAttempts) + line.Turnovers);

    /// <summary><c>OREB / (OREB + opponent's DREB)</c>: the share of own misses that the team got back.</summary>
    /// <param name="game">The game.</param>
    /// <returns>Null without such rebounds, and where a count is unknown.</returns>
    public static double? OffensiveReboundShare(GameSide game) =>
        Share.Of(game.Own.OffensiveRebounds, game.Own.OffensiveRebounds + game.Other.DefensiveRebounds);

    /// <summary><c>FTM / FGA</c>: free throws made a shot from the field. Above 1 is possible.</summary>
    /// <param name="line">The team's line.</param>
    /// <returns>Null without a shot, and where a count is unknown.</returns>
    public static double? FreeThrowRate(TeamLine line) => Share.Of(line.FreeThrows, line.FieldGoalAttempts);
}
