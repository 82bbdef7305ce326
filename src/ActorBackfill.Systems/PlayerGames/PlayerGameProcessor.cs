using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.BoxScores;

namespace ActorBackfill.Systems.PlayerGames;

/// <summary>
/// <c>processor = player-game-summary</c>: one row of <c>player_game_summary</c> for every row of player_gamelogs that the source gives
/// for a date. Takes no settings.
/// </summary>
internal sealed class PlayerGameProcessor : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "player-game-summary";

    /// <summary>The table it fills.</summary>
    public const string Table = "player_game_summary";

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        foreach (var item in unit.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new BoxScoreRow(item, "player-game");
            var summary = PlayerGameSummary.Of(row);
            AskedDate.Check(unit.Unit, (DateOnly)summary["game_date"]!, row);
            unit.Emit(Table, summary);
        }

        return ValueTask.CompletedTask;
    }
}
