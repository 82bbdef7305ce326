using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.Players;

namespace ActorBackfill.Systems.FeatureStore;

/// <summary>
/// <c>processor = ml-feature-store</c>: one row of <c>ml_feature_store</c> for a player who plays on the date. Reads the queries player, context,
/// games, team, opponent, league and factors. Takes no settings, keeps nothing.
/// </summary>
internal sealed class FeatureStoreProcessor : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "ml-feature-store";

    /// <summary>The table it fills.</summary>
    public const string Table = "ml_feature_store";

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        if (PlayerDocument.Of(unit) is { } document)
        {
            var started = unit.Time.GetTimestamp();
            var id = document.Row("player")?.OptionalText("player_lookup") ?? "unknown";
            var night = PlayerNight.Of(unit, document, id);
            var factors = document.Row("factors")
                ?? throw new BackfillException(FailureCategory.UpstreamMissing, "Player not found in player_composite_factors");
            var row = FeatureRow.Of(night, id, factors, new TeamWindow(document.Rows("team")), new TeamWindow(document.Rows("opponent")));
            row["feature_generation_ms"] = unit.Time.GetElapsedTime(started).TotalMilliseconds;
            unit.Emit(Table, row);
        }

        return ValueTask.CompletedTask;
    }
}
