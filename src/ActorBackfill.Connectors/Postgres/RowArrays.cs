using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using Npgsql;
using NpgsqlTypes;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Makes rows into an array a column, in the type in which it travels; a text that no database keeps is refused with its place.</summary>
internal static class RowArrays
{
    /// <summary>Gets the parameters: the columns given, and the units after them.</summary>
    public static NpgsqlParameter[] Of(PostgresTable table, IReadOnlyList<int> columns, IReadOnlyList<UnitRow> rows)
    {
        var parameters = new NpgsqlParameter[columns.Count + 1];
        for (var i = 0; i < columns.Count; i++)
        {
            parameters[i] = Column(table, columns[i], rows);
        }

        parameters[^1] = PostgresConnection.Array(rows.Select(r => r.Unit).ToArray(), NpgsqlDbType.Text);
        return parameters;
    }

    /// <summary>Gets a value as it travels.</summary>
    /// <exception cref="BackfillException">It is a text with NUL or half a surrogate pair.</exception>
    public static object? Checked(PostgresTable table, int column, in UnitRow row)
    {
        var value = row.Values[column];
        return value is not string text || ColumnValue.IsStorable(text) ? value : throw new BackfillException(
            FailureCategory.InvalidData, $"{table.Table.Name}.{table.Table.Columns[column].Name} of row {row.Number} holds NUL or half a surrogate pair")
        {
            Column = table.Table.Columns[column].Name,
        };
    }

    private static NpgsqlParameter Column(PostgresTable table, int column, IReadOnlyList<UnitRow> rows)
    {
        var type = PostgresTypes.Travels(table.Table.Columns[column].Type);
        return PostgresConnection.Array(
            type switch
            {
                NpgsqlDbType.Bigint => Values<long?>(table, column, rows),
                NpgsqlDbType.Double => Values<double?>(table, column, rows),
                _ => Values<string?>(table, column, rows),
            },
            type);
    }

    private static T[] Values<T>(PostgresTable table, int column, IReadOnlyList<UnitRow> rows)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Checked(table, column, rows[i]) is { } value ? (T)value : default!;
        }

        return values;
    }
}
