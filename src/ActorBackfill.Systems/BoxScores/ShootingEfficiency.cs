namespace ActorBackfill.Systems.BoxScores;

/// <summary>
/// The two shooting percentages of box scores, as fractions of 1. Formulas and factors: Basketball-Reference's glossary, entries
/// "True Shooting Percentage" and "Effective Field Goal Percentage"; the league's own tables agree with them.
/// </summary>
internal static class ShootingEfficiency
{
    /// <summary>The share of free throws that end a possession: and-ones, technicals and second shots of a pair do not.</summary>
    public const double FreeThrowWeight = 0.44;

    /// <summary>What a three-pointer counts more than a two-pointer: half a made shot.</summary>
    public const double ThreePointBonus = 0.5;

    /// <summary><c>TS% = PTS / (2 * (FGA + 0.44 * FTA))</c>: points a shooting possession, halved. Above 1 is possible.</summary>
    /// <param name="points">Points; null when unknown.</param>
    /// <param name="fieldGoalAttempts">Shots from the field; null when unknown.</param>
    /// <param name="freeThrowAttempts">Free throws; null when unknown.</param>
    /// <returns>Null without any attempt, and where a number is unknown.</returns>
    public static double? TrueShooting(long? points, long? fieldGoalAttempts, long? freeThrowAttempts) =>
        Share.Of(points, 2 * (fieldGoalAttempts + (FreeThrowWeight * freeThrowAttempts)));

    /// <summary><c>eFG% = (FGM + 0.5 * FG3M) / FGA</c>: the share of shots made, a three counting as one and a half. Above 1 is possible.</summary>
    /// <param name="fieldGoals">Shots made from the field, threes among them; null when unknown.</param>
    /// <param name="threePointers">Three-pointers made; null when unknown.</param>
    /// <param name="fieldGoalAttempts">Shots from the field; null when unknown.</param>
    /// <returns>Null without any attempt, and where a number is unknown.</returns>
    public static double? EffectiveFieldGoal(long? fieldGoals, long? threePointers, long? fieldGoalAttempts) =>
        Share.Of(fieldGoals + (ThreePointBonus * threePointers), fieldGoalAttempts);
}
