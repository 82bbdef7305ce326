using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.Players;

/// <summary>One earlier game of a player, with his team's totals of it where they are known.</summary>
/// <param name="Date">When.</param>
/// <param name="Minutes">Minutes on the court.</param>
/// <param name="Points">Points.</param>
/// <param name="FieldGoals">Shots made.</param>
/// <param name="FieldGoalAttempts">Shots.</param>
/// <param name="ThreePointers">Threes made.</param>
/// <param name="FreeThrowAttempts">Free throws.</param>
/// <param name="OwnPlays">Plays he ended.</param>
/// <param name="PlaysOnCourt">His team's plays while he was on the court.</param>
internal sealed record PlayerGame(
    DateOnly Date, double? Minutes, long? Points, long? FieldGoals, long? FieldGoalAttempts, long? ThreePointers, long? FreeThrowAttempts, double? OwnPlays,
    double? PlaysOnCourt)
{
    /// <summary>Reads the rows of the query <c>games</c>, the newest first.</summary>
    /// <param name="document">The unit's document.</param>
    public static IReadOnlyList<PlayerGame> AllOf(PlayerDocument document) =>
        [.. document.Rows("games").Select(Of).OrderByDescending(g => g.Date)];

    private static PlayerGame Of(QueryRow row)
    {
        var (attempts, freeThrows) = (row.Whole("fga"), row.Whole("fta"));
        var team = UsageRate.Plays(row.Whole("team_fga"), row.Whole("team_fta"), row.Whole("team_tov"));
        return new PlayerGame(
            row.Date("game_date"), row.Number("minutes"), row.Whole("pts"), row.Whole("fgm"), attempts, row.Whole("fg3m"), freeThrows,
            UsageRate.Plays(attempts, freeThrows, row.Whole("tov")),
            UsageRate.OnCourt(team, row.Number("minutes"), row.Number("game_minutes")));
    }
}
