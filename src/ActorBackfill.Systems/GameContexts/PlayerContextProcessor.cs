using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.GameContexts;

/// <summary>
/// <c>processor = upcoming-player-context</c>: one row of <c>upcoming_player_game_context</c> for every player of a date, from the rows of
/// player_gamelogs of the season up to it. Of the date's own rows only who played where is read. Takes no settings, keeps nothing.
/// </summary>
internal sealed class PlayerContextProcessor : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "upcoming-player-context";

    /// <summary>The table it fills.</summary>
    public const string Table = "upcoming_player_game_context";

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        var date = ContextDate.Of(unit.Unit);
        var upcoming = new List<(string Player, string? Season, Record Row)>();
        var earlier = new Dictionary<(string Player, string? Season), List<PlayedGame>>();
        foreach (var item in unit.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            Read(new BoxScoreRow(item, "player-game"), date, upcoming, earlier);
        }

        foreach (var (player, season, row) in upcoming)
        {
            PlayerForm.Write(row, date, earlier.GetValueOrDefault((player, season)) ?? []);
            unit.Emit(Table, row);
        }

        return ValueTask.CompletedTask;
    }

    private static void Read(
        BoxScoreRow row, DateOnly date, List<(string, string?, Record)> upcoming, Dictionary<(string Player, string? Season), List<PlayedGame>> earlier)
    {
        var (player, found, season) = (row.Text("PLAYER_ID"), row.Date("GAME_DATE"), row.Season());
        ContextDate.Check(date, found, row);
        if (found == date)
        {
            upcoming.Add((player, season, Upcoming(row, player, date, season)));
            return;
        }

        if (!earlier.TryGetValue((player, season), out var games))
        {
            earlier[(player, season)] = games = [];
        }

        games.Add(new PlayedGame(row.Text("GAME_ID"), found, season, row.Count("PTS"), row.Minutes(), row.Count("REB"), row.Count("AST")));
    }

    private static Record Upcoming(BoxScoreRow row, string player, DateOnly date, string? season)
    {
        var matchup = row.Matchup();
        return new Record
        {
            ["game_id"] = row.Text("GAME_ID"),
            ["player_id"] = player,
            ["player_name"] = row.OptionalText("PLAYER_NAME"),
            ["game_date"] = date,
            ["team_id"] = row.OptionalText("TEAM_ID"),
            ["team_abbreviation"] = row.OptionalText("TEAM_ABBREVIATION"),
            ["opponent"] = matchup.Opponent,
            ["is_home"] = matchup.IsHome,
            ["season"] = season,
        };
    }
}
