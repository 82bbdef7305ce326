using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.GameContexts;

/// <summary>
/// <c>processor = upcoming-team-context</c>: one row of <c>upcoming_team_game_context</c> for every team that plays on a date, from the
/// rows of team_games of the season up to it. Takes no settings, keeps nothing.
/// </summary>
internal sealed class TeamContextProcessor : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "upcoming-team-context";

    /// <summary>The table it fills.</summary>
    public const string Table = "upcoming_team_game_context";

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        var date = ContextDate.Of(unit.Unit);
        var games = new List<ScheduledGame>(unit.Items.Count);
        foreach (var item in unit.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new BoxScoreRow(item, "team-game");
            games.Add(ScheduledGame.Of(row));
            ContextDate.Check(date, games[^1].Date, row);
        }

        foreach (var context in TeamContext.Of(date, games))
        {
            unit.Emit(Table, context);
        }

        return ValueTask.CompletedTask;
    }
}
