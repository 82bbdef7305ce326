using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Simulation.Tests.Kernel;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>What a unit is in the source, whenever it is asked for.</summary>
internal enum UnitKind
{
    Rows,
    Empty,
    NotFound,
    Broken,
    Refused,
    Skipped,
}

/// <summary>The truth about a unit, the same in every process of a simulation.</summary>
internal sealed record UnitNature(UnitKind Kind, int Rows)
{
    public static UnitNature[] OfPlan(Scenario scenario, Chance chance) => [.. Enumerable.Range(0, (int)scenario.Plan.Count).Select(_ => Of(scenario, chance))];

    /// <summary>The items of the unit, one a row.</summary>
    public List<Item> Items(PlanUnit unit) =>
        [.. Enumerable.Range(0, Kind is UnitKind.Rows or UnitKind.Refused ? Rows : 0).Select(i => Item($"{unit.Key}#{i}", unit.Ordinal))];

    /// <summary>The rows of the unit as the database tells them.</summary>
    public IEnumerable<string> ExpectedRows(PlanUnit unit) =>
        Enumerable.Range(0, Kind == UnitKind.Rows ? Rows : 0).Select(i => $"rows:{unit.Key}#{i}|{unit.Ordinal}");

    private static Item Item(string id, long value) => new(JsonSerializer.SerializeToElement(new { id, value }));

    private static UnitNature Of(Scenario scenario, Chance chance) => chance.Next(20) switch
    {
        < 13 => new UnitNature(UnitKind.Rows, chance.Between(1, 3)),
        < 16 => new UnitNature(UnitKind.Empty, 0),
        16 => new UnitNature(UnitKind.NotFound, 0),
        17 => new UnitNature(UnitKind.Broken, 0),
        18 => new UnitNature(UnitKind.Refused, 1),
        _ => scenario.HasProcessor ? new UnitNature(UnitKind.Skipped, 0) : new UnitNature(UnitKind.Rows, 1),
    };
}
