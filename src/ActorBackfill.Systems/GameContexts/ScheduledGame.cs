using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.GameContexts;

/// <summary>What is known of a team's game before it begins. There is no result in it, so that no context can look at one.</summary>
/// <param name="GameId">The game; text, leading zeros.</param>
/// <param name="Date">Its day.</param>
/// <param name="TeamId">The team's number, as text.</param>
/// <param name="Matchup">Who plays where.</param>
/// <param name="Season">The season as the source writes it; null where it does not say.</param>
internal sealed record ScheduledGame(string GameId, DateOnly Date, string? TeamId, Matchup Matchup, string? Season)
{
    /// <summary>Reads a row of team_games.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="Domain.Outcomes.BackfillException">A value is missing or cannot be what its column says.</exception>
    public static ScheduledGame Of(BoxScoreRow row) => new(
        row.Text("GAME_ID"), row.Date("GAME_DATE"), row.OptionalText("TEAM_ID"), row.Matchup(), row.Season());
}
