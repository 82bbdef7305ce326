using System.Globalization;

namespace ActorBackfill.Systems.BoxScores;

/// <summary>Minutes on the court, which box scores write in two ways.</summary>
internal static class PlayingTime
{
    /// <summary>Reads whole minutes, <c>25</c>, or minutes and seconds, <c>25:30</c>.</summary>
    /// <param name="text">The box score's MIN, not blank.</param>
    /// <returns>Minutes, 25.5 for <c>25:30</c>; null where it is neither.</returns>
    public static double? TryParse(string text)
    {
        if (text.Split(':') is [var minutes, { Length: 2 } seconds])
        {
            return Whole(minutes) + (Whole(seconds) is { } rest and < 60 ? rest / 60 : null);
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var whole) && double.IsFinite(whole) ? whole : null;
    }

    private static double? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
