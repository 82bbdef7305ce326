using System.Text.Json;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.Properties;

/// <summary>
/// <c>processor = property-details</c>: one row of <c>properties</c> for every item, with the item's fields and three more:
/// <c>raw_data</c> (the item as JSON), <c>lot_size_sqft</c> (from its <c>acres</c>) and <c>last_updated</c>. Takes no settings.
/// </summary>
internal sealed class PropertyDetailsProcessor : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "property-details";

    /// <summary>The table it fills.</summary>
    public const string Table = "properties";

    // The international acre: 4,840 square yards of 9 square feet.
    private const decimal SquareFeetAnAcre = 43_560;

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        foreach (var item in unit.Items)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new Record();
            foreach (var field in item.Value.EnumerateObject())
            {
                row[field.Name] = field.Value;
            }

            row["lot_size_sqft"] = item.Value.TryGetProperty("acres", out var acres) && acres.ValueKind == JsonValueKind.Number && acres.TryGetDecimal(out var area)
                ? (long)decimal.Round(area * SquareFeetAnAcre, MidpointRounding.AwayFromZero)
                : null;
            row["raw_data"] = item.Value;
            row["last_updated"] = unit.Time.GetUtcNow();
            unit.Emit(Table, row);
        }

        return ValueTask.CompletedTask;
    }
}
