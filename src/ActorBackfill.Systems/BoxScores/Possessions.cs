namespace ActorBackfill.Systems.BoxScores;

/// <summary>
/// How many possessions a team had in a game: box scores do not count them, they are estimated. Two estimates are in use; ratings are points a
/// hundred possessions of one of them.
/// </summary>
internal static class Possessions
{
    /// <summary>The share of free throws that end a possession, in Basketball-Reference's formula.</summary>
    public const double FreeThrowWeight = 0.4;

    /// <summary>What a missed shot counts that the own team may have rebounded, in Basketball-Reference's formula.</summary>
    public const double ReboundWeight = 1.07;

    /// <summary>
    /// <c>FGA + 0.44 * FTA - OREB + TOV</c>: the short estimate from one team's line, by Dean Oliver ("Basketball on Paper", 2004; he writes
    /// 0.4 for the weight, the league's tables 0.44).
    /// </summary>
    /// <param name="line">The team's line.</param>
    /// <returns>Null where a count is unknown.</returns>
    public static double? Simple(TeamLine line) =>
        line.FieldGoalAttempts + (ShootingEfficiency.FreeThrowWeight * line.FreeThrowAttempts) - line.OffensiveRebounds + line.Turnovers;

    /// <summary>The mean of both teams' short estimates: possessions alternate, so that both had about as many.</summary>
    /// <param name="game">The game.</param>
    /// <returns>Null where a count is unknown.</returns>
    public static double? SimpleMean(GameSide game) => (Simple(game.Own) + Simple(game.Other)) / 2;

    /// <summary>
    /// <c>0.5 * ((FGA + 0.4 * FTA - 1.07 * (OREB / (OREB + opponent's DREB)) * (FGA - FGM) + TOV) + (the same of the opponent))</c>:
    /// Basketball-Reference's glossary, entry "Possessions". The same number from both sides of a game.
    /// </summary>
    /// <param name="game">The game.</param>
    /// <returns>Null where a count is unknown, or nobody had a rebound.</returns>
    public static double? Estimate(GameSide game) => 0.5 * (Estimate(game.Own, game.Other) + Estimate(game.Other, game.Own));

    /// <summary>Points a hundred possessions.</summary>
    /// <param name="points">Points; null when unknown.</param>
    /// <param name="possessions">Possessions; null when unknown.</param>
    /// <returns>Null where one is unknown, and without possessions.</returns>
    public static double? Rating(long? points, double? possessions) => Share.Of(100.0 * points, possessions);

    private static double? Estimate(TeamLine own, TeamLine other) =>
        own.FieldGoalAttempts + (FreeThrowWeight * own.FreeThrowAttempts)
        - (ReboundWeight * Share.Of(own.OffensiveRebounds, own.OffensiveRebounds + other.DefensiveRebounds) * (own.FieldGoalAttempts - own.FieldGoals))
        + own.Turnovers;
}
