using ActorBackfill.Connectors.Sinks;
using Npgsql;
using NpgsqlTypes;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>
/// Copies many rows into the connection's own temporary table, one a table of the job: a temporary table a unit would fill the catalogue
/// with dead rows. The server empties it at the end of the transaction.
/// </summary>
internal sealed class RowCopy(NpgsqlConnection connection, PostgresTable table)
{
    private string Name => "pg_temp." + SqlName.Quote(Bare);

    private string Bare => "backfill_copy_" + table.Table.Name[..Math.Min(table.Table.Name.Length, 45)] + "_" + table.Table.Columns.Length;

    /// <summary>Copies rows.</summary>
    /// <returns>The table they are in, its columns <c>c0</c>, <c>c1</c>, ... and <c>u</c>.</returns>
    public string Fill(IReadOnlyList<UnitRow> rows)
    {
        var columns = table.Table.Columns;
        var declared = columns.Select((c, i) => $"c{i} {PostgresTypes.Declare(c.Type)}");
        // Once a connection, and again after a rollback of the transaction in which it was made.
        connection.Execute($"CREATE TEMP TABLE IF NOT EXISTS {SqlName.Quote(Bare)} ({string.Join(", ", declared)}, u text) ON COMMIT DELETE ROWS");
        connection.Execute($"DELETE FROM {Name}");
        using var copy = connection.BeginBinaryImport($"COPY {Name} FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            copy.StartRow();
            for (var i = 0; i < columns.Length; i++)
            {
                Write(copy, RowArrays.Checked(table, i, row), PostgresTypes.Travels(columns[i].Type));
            }

            copy.Write(row.Unit, NpgsqlDbType.Text);
        }

        // Without it nothing is loaded, and nothing says so.
        copy.Complete();
        return Name;
    }

    private static void Write(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type)
    {
        switch (value)
        {
            case null: copy.WriteNull(); break;
            case long integer: copy.Write(integer, type); break;
            case double real: copy.Write(real, type); break;
            case string text: copy.Write(text, type); break;
            default: throw new ArgumentException($"a row holds a {value.GetType().Name}; it can hold null, long, double and string", nameof(value));
        }
    }
}
