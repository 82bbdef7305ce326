namespace ActorBackfill.Systems.BoxScores;

/// <summary>A quotient that knows what it does not know.</summary>
internal static class Share
{
    /// <summary>Gets the quotient.</summary>
    /// <param name="part">Above the line; null when unknown.</param>
    /// <param name="whole">Below the line; null when unknown.</param>
    /// <returns>Null where one is unknown, and where there is nothing below the line: no share, rather than 0.</returns>
    public static double? Of(double? part, double? whole) => whole is null or 0 ? null : part / whole;
}
