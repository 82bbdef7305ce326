namespace ActorBackfill.Systems.BoxScores;

/// <summary>Who plays where, from one team's side.</summary>
/// <param name="Team">Abbreviation of the team whose side it is.</param>
/// <param name="Opponent">Abbreviation of the other team.</param>
/// <param name="IsHome">Whether the team plays in its own arena.</param>
internal readonly record struct Matchup(string Team, string Opponent, bool IsHome)
{
    private const string Home = " vs. ", Away = " @ ";

    /// <summary>Reads <c>LAL vs. GSW</c> (at home) or <c>GSW @ LAL</c> (away).</summary>
    /// <param name="text">The box score's MATCHUP.</param>
    /// <returns>Null where it is neither.</returns>
    public static Matchup? TryParse(string text) => Split(text, Home, isHome: true) ?? Split(text, Away, isHome: false);

    private static Matchup? Split(string text, string separator, bool isHome) =>
        text.Split(separator, StringSplitOptions.TrimEntries) is [{ Length: > 0 } team, { Length: > 0 } opponent]
            ? new Matchup(team, opponent, isHome)
            : null;
}
