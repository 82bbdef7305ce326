using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Systems.BoxScores;

/// <summary>What every table of teams by game begins with: which game, whose side, against whom.</summary>
internal static class TeamRow
{
    /// <summary>Makes a row with the columns that identify it.</summary>
    /// <param name="gameId">The game; text, leading zeros.</param>
    /// <param name="date">Its day.</param>
    /// <param name="teamId">The team's number, as text; null where the source does not say.</param>
    /// <param name="matchup">Who plays where.</param>
    /// <param name="season">The season as the source writes it; null where it does not say.</param>
    public static Record Of(string gameId, DateOnly date, string? teamId, Matchup matchup, string? season) => new()
    {
        ["game_id"] = gameId,
        ["game_date"] = date,
        ["team_id"] = teamId,
        ["team_abbreviation"] = matchup.Team,
        ["opponent"] = matchup.Opponent,
        ["is_home"] = matchup.IsHome,
        ["season"] = season,
    };

    /// <summary>Makes the row of a game that was played.</summary>
    /// <param name="line">What the team did.</param>
    public static Record Of(TeamLine line)
    {
        var row = Of(line.GameId, line.Date, line.TeamId, line.Matchup, line.Season);
        row["win"] = line.Win;
        return row;
    }
}
