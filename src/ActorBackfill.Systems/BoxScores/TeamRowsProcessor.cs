using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.BoxScores;

/// <summary>A row of a table for every row of team_games that the source gives for a date. Keeps nothing.</summary>
/// <param name="table">The table it fills.</param>
/// <param name="row">Computes the row from the game as one team saw it; pure.</param>
internal sealed class TeamRowsProcessor(string table, Func<GameSide, Record> row) : IProcessor
{
    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        foreach (var game in GameSides.Of(unit, cancellation))
        {
            unit.Emit(table, row(game));
        }

        return ValueTask.CompletedTask;
    }
}
