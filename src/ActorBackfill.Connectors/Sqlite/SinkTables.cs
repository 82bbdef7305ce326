using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Creates the job's tables, or checks those that exist and says everything that does not fit at once.</summary>
internal static class SinkTables
{
    /// <summary>Creates what is missing and checks the rest.</summary>
    /// <param name="connection">A connection; in a transaction when it may create.</param>
    /// <param name="tables">The job's tables.</param>
    /// <param name="create">Whether missing tables are created; else they are left out of the answer.</param>
    /// <exception cref="SinkUnusableException">Tables that exist do not fit; the message has a line a difference.</exception>
    public static ImmutableArray<SinkTable> Prepare(SqliteConnection connection, ImmutableArray<TableDefinition> tables, bool create)
    {
        var found = ImmutableArray.CreateBuilder<SinkTable>();
        var differences = new List<string>();
        foreach (var table in tables)
        {
            if (table.Name.StartsWith("backfill_", StringComparison.OrdinalIgnoreCase) || table.Name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase))
            {
                differences.Add($"{table.Name}: names that begin with backfill_ or sqlite_ are taken");
            }
            else if (TableShape.Read(connection, table.Name) is { } shape)
            {
                differences.AddRange(Differences(table, shape));
                found.Add(new SinkTable(table, shape.HasUnit));
            }
            else if (create)
            {
                SinkFile.Execute(connection, CreateSql(table));
                found.Add(new SinkTable(table, HasUnit: true));
            }
        }

        return differences.Count == 0
            ? found.ToImmutable()
            : throw new SinkUnusableException($"tables of sink {connection.DataSource} do not fit the job:\n  {string.Join("\n  ", differences)}");
    }

    private static string CreateSql(TableDefinition table)
    {
        // One INTEGER key column is the row's own number: one tree instead of two.
        var ownNumber = table.Key is [var only] && table.Columns[table.KeyPositions[0]].Type == ColumnType.Integer ? only : null;
        var columns = table.Columns.Select(c => $"{SqlName.Quote(c.Name)} {Declare(c.Type)}{(c.Name == ownNumber ? " PRIMARY KEY" : table.Key.Contains(c.Name) ? " NOT NULL" : "")}");
        var key = ownNumber is null ? $", PRIMARY KEY ({SqlName.List(table.Key)})" : "";
        return $"CREATE TABLE {SqlName.Quote(table.Name)} ({string.Join(", ", columns)}, {SinkTable.UnitColumn} TEXT NOT NULL, {SinkTable.JobColumn} INTEGER NOT NULL{key})";
    }

    private static string Declare(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Boolean => "INTEGER",
        ColumnType.Real => "REAL",
        _ => "TEXT",
    };

    private static IEnumerable<string> Differences(TableDefinition table, TableShape shape)
    {
        if (shape.Kind != "table")
        {
            yield return $"{table.Name} is a {shape.Kind}, not a table";
            yield break;
        }

        foreach (var column in table.Columns)
        {
            if (shape.Column(column.Name) is not { } existing)
            {
                yield return $"{table.Name}.{column.Name} is missing";
            }
            else if (existing.IsGenerated)
            {
                yield return $"{table.Name}.{column.Name} is computed by the database and cannot be written";
            }
            else if (!Fits(column.Type, existing.Affinity))
            {
                yield return $"{table.Name}.{column.Name} is declared {existing.Declared}, the job writes {Declare(column.Type)}";
            }
        }

        if (!shape.UniqueKeys.Any(k => k.SetEquals(table.Key)))
        {
            yield return $"{table.Name} has no unique index on its key ({string.Join(", ", table.Key)})";
        }

        foreach (var column in shape.Columns.Where(c => c.MustBeGiven && !IsGiven(table, shape, c)))
        {
            yield return $"{table.Name}.{column.Name} must not be NULL, has no default, and the job does not write it";
        }
    }

    private static bool IsGiven(TableDefinition table, TableShape shape, ColumnShape column) =>
        table.Columns.Any(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase))
        || (shape.HasUnit && column.Name is SinkTable.UnitColumn or SinkTable.JobColumn);

    // Numeric keeps numbers, Blob keeps everything as it comes; the other pairs convert silently.
    private static bool Fits(ColumnType type, Affinity affinity) => type switch
    {
        ColumnType.Integer or ColumnType.Boolean => affinity is Affinity.Integer or Affinity.Numeric or Affinity.Blob,
        ColumnType.Real => affinity is Affinity.Real or Affinity.Numeric or Affinity.Blob,
        _ => affinity is Affinity.Text or Affinity.Blob,
    };
}
