namespace ActorBackfill.Systems.BoxScores;

/// <summary>How long a game was, from a team's minutes, which sources write in two ways.</summary>
internal static class TeamMinutes
{
    /// <summary>Minutes of a game without overtime.</summary>
    public const double Regulation = 48;

    private const int Overtime = 5, Players = 5;

    // The longest game there was took 78 minutes; five players of the shortest have 240 together.
    private const double MostOfAGame = 150;

    /// <summary>
    /// Gets the minutes of the game: 48, 53, 58 ... A team's minutes are those of five players, each rounded, so that they are a few off (237
    /// to 341); the nearest number of overtimes is what was played.
    /// </summary>
    /// <param name="minutes">About 240, or 48 where the source means the game; null when unknown.</param>
    public static double? OfGame(double? minutes) => minutes is { } sum
        ? Regulation + (Overtime * Math.Max(0, Math.Round(((sum > MostOfAGame ? sum / Players : sum) - Regulation) / Overtime)))
        : null;
}
