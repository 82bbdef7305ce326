using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.Players;

namespace ActorBackfill.Systems.CompositeFactors;

/// <summary>
/// <c>processor = player-composite-factors</c>: one row of <c>player_composite_factors</c> for a player who plays on the date. Reads the
/// queries context, games, team, opponent and league. Takes no settings, keeps nothing.
/// </summary>
internal sealed class CompositeFactorsProcessor : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "player-composite-factors";

    /// <summary>The table it fills.</summary>
    public const string Table = "player_composite_factors";

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        if (PlayerDocument.Of(unit) is { } document)
        {
            var started = unit.Time.GetTimestamp();
            var night = PlayerNight.Of(unit, document, unit.Unit.Value("player") ?? "unknown");
            var row = CompositeFactors.Of(night, new TeamWindow(document.Rows("team")), new TeamWindow(document.Rows("opponent")), document.Row("league"));
            row["generation_ms"] = unit.Time.GetElapsedTime(started).TotalMilliseconds;
            unit.Emit(Table, row);
        }

        return ValueTask.CompletedTask;
    }
}
