using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.EntityStatistics;

/// <summary>
/// <c>processor { name = racecard-statistics, settings { kind = jockey } }</c>: what the racecards know of one jockey, trainer or owner: names
/// in all their forms, runners (non-runners are listed and counted), courses, first and last day. The kind is jockey, trainer or owner.
/// </summary>
/// <param name="kind">The column with the name; the id stands in <c>KIND_id</c>.</param>
internal sealed class RacecardStatistics(string kind) : IProcessor
{
    /// <summary>Its name in job files.</summary>
    public const string Name = "racecard-statistics";

    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        var id = AskedEntity.Of(unit.Unit);
        if (unit.Items.FirstOrDefault(item => Text(item, kind + "_id") != id) is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            throw new BackfillException(FailureCategory.InvalidData, $"a runner is of {kind} '{Text(other, kind + "_id")}', and {id} was asked for");
        }

        if (unit.Items.Count > 0)
        {
            unit.Emit(EntityKind.Table(kind), new Record
            {
                ["id"] = id,
                ["names"] = string.Join('|', Distinct(unit, kind)),
                ["runners"] = unit.Items.Count,
                ["non_runners"] = unit.Items.Count(item => item.Value.TryGetProperty("non_runner", out var flag) && flag.ValueKind == JsonValueKind.True),
                ["courses"] = Distinct(unit, "course").Count(),
                ["first_day"] = Distinct(unit, "day").First(),
                ["last_day"] = Distinct(unit, "day").Last(),
            });
        }

        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Distinct(UnitContext unit, string column) =>
        unit.Items.Select(item => Text(item, column)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Text(Item item, string column) => item.Value.TryGetProperty(column, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()
        : throw new BackfillException(FailureCategory.SourceSchema, $"the racecards have no column {column}");
}
