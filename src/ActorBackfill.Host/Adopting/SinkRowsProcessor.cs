using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Host.Adopting;

/// <summary>Brings the rows that the sink has of a date already, as they are.</summary>
/// <param name="tables">The tables, each with its column of the date.</param>
/// <param name="dimension">The plan's one dimension.</param>
/// <param name="acceptsEmpty">Whether a date without rows is done.</param>
internal sealed class SinkRowsProcessor(ImmutableArray<(TableDefinition Table, string Column)> tables, string dimension, bool acceptsEmpty) : IProcessor
{
    /// <inheritdoc/>
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        var date = unit.Unit.Value(dimension);
        var found = 0;
        foreach (var (table, column) in tables)
        {
            cancellation.ThrowIfCancellationRequested();
            // Names are letters, digits and '_' by the job file's rules. As text, whatever type the column has.
            var columns = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
            foreach (var row in unit.Reader.Query($"SELECT {columns} FROM \"{table.Name}\" WHERE CAST(\"{column}\" AS TEXT) = $date", ("$date", date)))
            {
                unit.Emit(table.Name, RecordOf(table, row));
                found++;
            }
        }

        return found > 0 || acceptsEmpty
            ? ValueTask.CompletedTask
            : throw new BackfillException(FailureCategory.NotFound, "the checkpoint file says that it is done, and the sink has no row of it");
    }

    private static Record RecordOf(TableDefinition table, IReadOnlyDictionary<string, object?> row)
    {
        var record = new Record();
        foreach (var column in table.Columns)
        {
            // SQLite keeps booleans as 0 and 1.
            record[column.Name] = row[column.Name] is long flag && column.Type == ColumnType.Boolean && flag is 0 or 1 ? flag == 1 : row[column.Name];
        }

        return record;
    }
}
