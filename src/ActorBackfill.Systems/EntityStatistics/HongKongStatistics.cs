using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Systems.HongKongRacing;

namespace ActorBackfill.Systems.EntityStatistics;

/// <summary>
/// <c>processor { name = hk-entity-statistics, settings { kind = jockey } }</c>: starts and places of one jockey, trainer or owner from all pages of their results. An exact
/// duplicate counts once, a withdrawn horse is no start; nobody without a start has statistics.
/// </summary>
/// <param name="kind">Whose statistics.</param>
internal sealed class HongKongStatistics(string kind) : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "hk-entity-statistics";

    private const int Decimals = 4;

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        var placings = unit.Items.Select(item => new ResultRow(item))
            .DistinctBy(row => row.Whole, StringComparer.Ordinal)
            .Select(row => row.Placing)
            .Where(placing => placing.IsStart)
            .ToList();
        cancellation.ThrowIfCancellationRequested();
        if (placings.Count > 0)
        {
            unit.Emit(EntityKind.Table(kind), Of(AskedEntity.Of(unit.Unit), placings));
        }

        return ValueTask.CompletedTask;
    }

    private static Record Of(string entity, List<Placing> starts)
    {
        var wins = At(1);
        return new Record
        {
            ["id"] = entity,
            ["starts"] = starts.Count,
            ["wins"] = wins,
            ["seconds"] = At(2),
            ["thirds"] = At(3),
            ["fourths"] = At(4),
            ["without_position"] = starts.Count(placing => placing.Position is null),
            ["win_pct"] = Math.Round(100.0 * wins / starts.Count, Decimals, MidpointRounding.ToEven),
        };

        int At(int position) => starts.Count(placing => placing.Position == position);
    }
}
