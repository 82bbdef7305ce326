
using ActorBackfill.Engine.Ports;

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
        var date = unit.Unit.Value("date");
        foreach (var item in unit.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new PlayerGameRow(item);
            var summary = PlayerGameSummary.Of(row);

            // A server that does not know the filter answers with everything: every date would write every season.
            if (date is not null && $"{summary["game_date"]:yyyy-MM-dd}" != date)
            {
                throw row.Invalid($"GAME_DATE is '{row.Text("GAME_DATE")}' and {date} was asked for");
            }

            unit.Emit(Table, summary);
        }

        return ValueTask.CompletedTask;
    }
}
