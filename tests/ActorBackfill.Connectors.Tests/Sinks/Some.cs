using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Sinks;

/// <summary>Tables, units and rows for sink tests.</summary>
internal static class Some
{
    public const string Job = "greyhounds?state=VIC";
    public const string RunA = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    public const string RunB = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    /// <summary>Gets a table with a text key and a column of each kind of value.</summary>
    public static TableDefinition Results { get; } = new(
        "results",
        [
            new ColumnDefinition("id", "id"),
            new ColumnDefinition("name", "name"),
            new ColumnDefinition("rug", "rug", ColumnType.Integer),
            new ColumnDefinition("time", "time", ColumnType.Real),
            new ColumnDefinition("fetched", "fetched", IsVolatile: true),
        ],
        ["id"]);

    public static object?[] Row(string id, string? name = "Ann", long? rug = 1, double? time = 29.5) => [id, name, rug, time, "now"];

    public static string Key(long ordinal) => $"race={ordinal:D6}";

    /// <summary>Gets a unit with the rows given, one of its own when none is.</summary>
    public static UnitResult Unit(long ordinal, params object?[][] rows) => Of(Results, ordinal, rows.Length == 0 ? [Row($"r{ordinal}")] : rows);

    public static UnitResult Empty(long ordinal) => Of(Results, ordinal, []);

    public static UnitResult Replacing(this UnitResult unit) => unit with { Replaces = true };

    public static UnitResult Of(TableDefinition table, long ordinal, params object?[][] rows)
    {
        var hasher = new RowHasher(table);
        var hash = ContentHash.Empty;
        foreach (var row in rows)
        {
            hash += hasher.Hash(row);
        }

        return new UnitResult(
            new PlanUnit(ordinal, ordinal, Key(ordinal), []), 1, rows.Length == 0 ? [] : [new TableRows(table, rows)], rows.Length, hash, rows.Length * 100L, 7, false);
    }
}
