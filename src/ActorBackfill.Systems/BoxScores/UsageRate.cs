namespace ActorBackfill.Systems.BoxScores;

/// <summary>
/// Usage percentage: the share of the team's plays that a player ended with a shot, a foul drawn or a turnover while on the court. Formula:
/// Basketball-Reference's glossary, entry "Usage Percentage", as a fraction of 1; over several games both sides are summed before they are divided.
/// </summary>
internal static class UsageRate
{
    /// <summary><c>FGA + 0.44 * FTA + TOV</c>: plays that somebody ended.</summary>
    /// <param name="fieldGoalAttempts">Shots from the field; null when unknown.</param>
    /// <param name="freeThrowAttempts">Free throws; null when unknown.</param>
    /// <param name="turnovers">Turnovers; null when unknown.</param>
    public static double? Plays(long? fieldGoalAttempts, long? freeThrowAttempts, long? turnovers) =>
        fieldGoalAttempts + (ShootingEfficiency.FreeThrowWeight * freeThrowAttempts) + turnovers;

    /// <summary>The team's plays while the player was on the court, as if they came evenly: <c>team's plays * MP / game's minutes</c>.</summary>
    /// <param name="teamPlays">The team's plays of the game; null when unknown.</param>
    /// <param name="minutes">The player's minutes; null when unknown.</param>
    /// <param name="gameMinutes">Minutes the game took, 48 without overtime; null when unknown.</param>
    public static double? OnCourt(double? teamPlays, double? minutes, double? gameMinutes) => teamPlays * Share.Of(minutes, gameMinutes);

    /// <summary>The rate over some games.</summary>
    /// <param name="games">Plays of the player and of the team while he was on the court, game by game; games where one is unknown do not count.</param>
    /// <returns>0 to 1; null without such a game. Somebody who ends a play within his few seconds would have more: 1, as it is published.</returns>
    public static double? Of(IEnumerable<(double? Own, double? OnCourt)> games)
    {
        var known = games.Where(g => g is { Own: not null, OnCourt: not null }).ToList();
        return Share.Of(known.Sum(g => g.Own), known.Sum(g => g.OnCourt)) is { } rate ? Math.Min(rate, 1) : null;
    }
}
