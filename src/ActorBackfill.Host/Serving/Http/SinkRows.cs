using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>The rows of some units as they stand in the sink's tables now, by unit and table. Tables without <c>_unit</c> have none to show.</summary>
internal sealed class SinkRows
{
    private readonly Dictionary<string, List<(string Table, List<(string Column, object? Value)> Row)>> _rows = new(StringComparer.Ordinal);

    /// <summary>Gets no rows.</summary>
    public static SinkRows None { get; } = new();

    /// <summary>Reads rows; nothing is written or created.</summary>
    /// <param name="path">The sink's file.</param>
    /// <param name="tables">Its tables.</param>
    /// <param name="units">The keys of the units.</param>
    public static SinkRows Read(string path, IEnumerable<string> tables, IReadOnlyList<string> units)
    {
        var rows = new SinkRows();
        if (units.Count == 0 || !File.Exists(path))
        {
            return rows;
        }

        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        foreach (var table in tables.Where(t => HasUnit(connection, t)))
        {
            rows.Read(connection, table, units);
        }

        return rows;
    }

    /// <summary>Writes the rows of a unit: <c>{ "TABLE": [ { "COLUMN": VALUE } ] }</c>.</summary>
    public void Write(Utf8JsonWriter json, string unit)
    {
        json.WriteStartObject();
        foreach (var table in _rows.GetValueOrDefault(unit, []).GroupBy(r => r.Table, r => r.Row))
        {
            json.WriteStartArray(table.Key);
            foreach (var row in table)
            {
                json.WriteStartObject();
                row.ForEach(c => Write(json, c.Column, c.Value));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static bool HasUnit(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pragma_table_info($table) WHERE name = '_unit'";
        command.Parameters.AddWithValue("$table", table);
        return command.ExecuteScalar() is 1L;
    }

    private void Read(SqliteConnection connection, string table, IReadOnlyList<string> units)
    {
        using var command = connection.CreateCommand();
        for (var i = 0; i < units.Count; i++)
        {
            command.Parameters.AddWithValue(FormattableString.Invariant($"$u{i}"), units[i]);
        }

        var names = string.Join(',', command.Parameters.Cast<SqliteParameter>().Select(p => p.ParameterName));
#pragma warning disable CA2100 // The job file's reader has checked the table's name; values are parameters.
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE _unit IN ({names})";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var unit = reader.GetOrdinal("_unit");
        while (reader.Read())
        {
            var row = new List<(string, object?)>(reader.FieldCount);
            for (var i = 0; i < reader.FieldCount; i++)
            {
                if (!reader.GetName(i).StartsWith('_'))
                {
                    row.Add((reader.GetName(i), reader.IsDBNull(i) ? null : reader.GetValue(i)));
                }
            }

            if (!_rows.TryGetValue(reader.GetString(unit), out var rows))
            {
                _rows[reader.GetString(unit)] = rows = [];
            }

            rows.Add((table, row));
        }
    }

    private static void Write(Utf8JsonWriter json, string column, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(column); break;
            case long number: json.WriteNumber(column, number); break;
            case double number when double.IsFinite(number): json.WriteNumber(column, number); break;
            case byte[] bytes: json.WriteBase64String(column, bytes); break;
            default: json.WriteString(column, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)); break;
        }
    }
}
