using System.Collections.Immutable;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Systems.Tests.BoxScores;

/// <summary>Runs a processor of the project on the items of one date and gives the rows it emitted, by column.</summary>
internal static class ProcessedUnit
{
    public static PlanUnit Date(string date) => new(0, 0, $"date={date}", [new("date", date)]);

    public static async Task<IReadOnlyList<Dictionary<string, object?>>> RowsAsync(
        string processor, string table, string[] columns, string date, IEnumerable<Item> items, CancellationToken cancellation = default)
    {
        var definition = new TableDefinition(table, [.. columns.Select(c => new ColumnDefinition(c, c, ColumnType.Text))], [columns[0], columns[1]]);
        var rows = new UnitRows(Date(date), [new RowMapper(definition)]);
        var instance = SystemsRegistry.Register(new ProcessorRegistry()).Find(processor)!(ImmutableSortedDictionary<string, string>.Empty);
        await instance.ProcessAsync(new UnitContext(Date(date), 1, [.. items], new NoReader(), TimeProvider.System, rows), cancellation);
        return [.. (rows.Tables.SingleOrDefault()?.Rows ?? []).Select(row => columns.Zip(row).ToDictionary(p => p.First, p => p.Second))];
    }

    private sealed class NoReader : ISinkReader
    {
        public void Dispose()
        {
        }

        public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters) => [];
    }
}
