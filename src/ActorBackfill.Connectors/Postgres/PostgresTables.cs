using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>A table of the job as it stands in the sink.</summary>
/// <param name="Table">What the job file says.</param>
/// <param name="HasUnit">Whether its rows carry job and unit.</param>
/// <param name="Stored">The names of its columns' types in <c>pg_type</c>, in the job's order.</param>
internal sealed record PostgresTable(TableDefinition Table, bool HasUnit, ImmutableArray<string> Stored)
{
    /// <summary>Gets the columns that are overwritten when a row's key exists already.</summary>
    public ImmutableArray<int> Update { get; } = [.. Enumerable.Range(0, Table.Columns.Length)
        .Where(i => !Table.KeyPositions.Contains(i) && (Table.Update is not { } update || update.Contains(Table.Columns[i].Name)))];
}

/// <summary>Creates the job's tables, or checks those that exist and says everything that does not fit at once.</summary>
internal static class PostgresTables
{
    /// <summary>Creates what is missing and checks the rest.</summary>
    /// <param name="connection">A connection; in a transaction when it may create.</param>
    /// <param name="address">The sink.</param>
    /// <param name="tables">The job's tables.</param>
    /// <param name="create">Whether missing tables are created; else they are left out of the answer.</param>
    /// <exception cref="SinkUnusableException">Tables that exist do not fit; the message has a line a difference.</exception>
    public static ImmutableArray<PostgresTable> Prepare(NpgsqlConnection connection, PostgresAddress address, ImmutableArray<TableDefinition> tables, bool create)
    {
        var found = ImmutableArray.CreateBuilder<PostgresTable>();
        var differences = new List<string>();
        foreach (var table in tables)
        {
            if (table.Name.StartsWith("backfill_", StringComparison.OrdinalIgnoreCase) || table.Name.StartsWith("pg_", StringComparison.OrdinalIgnoreCase))
            {
                differences.Add($"{table.Name}: names that begin with backfill_ or pg_ are taken");
            }
            else if (PostgresShape.Read(connection, table.Name) is { } shape)
            {
                var wrong = Differences(table, shape).ToList();
                differences.AddRange(wrong);
                if (wrong.Count == 0)
                {
                    found.Add(new PostgresTable(table, HasUnit(shape), [.. table.Columns.Select(c => shape.Column(c.Name)!.Type)]));
                }
            }
            else if (create)
            {
                connection.Execute(CreateSql(table));
                var made = PostgresShape.Read(connection, table.Name)!;
                found.Add(new PostgresTable(table, HasUnit: true, [.. table.Columns.Select(c => made.Column(c.Name)!.Type)]));
            }
        }

        return differences.Count == 0
            ? found.ToImmutable()
            : throw new SinkUnusableException($"tables of sink {address.Text} do not fit the job:\n  {string.Join("\n  ", differences)}");
    }

    private static bool HasUnit(PostgresShape shape) =>
        shape.Column(SinkTable.UnitColumn) is { Type: "text" } && shape.Column(SinkTable.JobColumn) is { Type: "int8" };

    private static string CreateSql(TableDefinition table)
    {
        var columns = table.Columns.Select(c => $"{SqlName.Quote(c.Name)} {PostgresTypes.Declare(c.Type)}{(table.Key.Contains(c.Name) ? " NOT NULL" : "")}");
        return $"CREATE TABLE {SqlName.Quote(table.Name)} ({string.Join(", ", columns)}, {SinkTable.UnitColumn} text COLLATE \"C\" NOT NULL, "
            + $"{SinkTable.JobColumn} bigint NOT NULL, PRIMARY KEY ({SqlName.List(table.Key)}))";
    }

    private static IEnumerable<string> Differences(TableDefinition table, PostgresShape shape)
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
                var other = shape.Columns.FirstOrDefault(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
                yield return $"{table.Name}.{column.Name} is missing{(other is null ? "" : $": the table has {other.Name}, which PostgreSQL takes for another name")}";
            }
            else if (existing.IsGenerated)
            {
                yield return $"{table.Name}.{column.Name} is computed by the database and cannot be written";
            }
            else if (!PostgresTypes.Fits(column.Type, existing.Type))
            {
                yield return $"{table.Name}.{column.Name} is declared {existing.Type}, the job writes {PostgresTypes.Declare(column.Type)}";
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

    private static bool IsGiven(TableDefinition table, PostgresShape shape, PostgresColumn column) =>
        table.Columns.Any(c => c.Name == column.Name) || (HasUnit(shape) && column.Name is SinkTable.UnitColumn or SinkTable.JobColumn);
}
