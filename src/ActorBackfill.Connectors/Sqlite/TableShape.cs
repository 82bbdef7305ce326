using ActorBackfill.Connectors.Sinks;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>How SQLite stores what a column is given; decided by the declared type.</summary>
internal enum Affinity
{
    Integer,
    Real,
    Text,
    Numeric,
    Blob,
}

/// <summary>A column of a table that exists.</summary>
/// <param name="Name">As declared.</param>
/// <param name="Declared">Its declared type, or empty.</param>
/// <param name="MustBeGiven">NOT NULL without a default.</param>
/// <param name="IsGenerated">Computed by the database; cannot be written.</param>
internal sealed record ColumnShape(string Name, string Declared, bool MustBeGiven, bool IsGenerated)
{
    /// <summary>Gets the affinity by SQLite's own five rules.</summary>
    public Affinity Affinity =>
        Has("INT") ? Affinity.Integer
        : Has("CHAR") || Has("CLOB") || Has("TEXT") ? Affinity.Text
        : Has("BLOB") || Declared.Length == 0 ? Affinity.Blob
        : Has("REAL") || Has("FLOA") || Has("DOUB") ? Affinity.Real
        : Affinity.Numeric;

    private bool Has(string word) => Declared.Contains(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A table that exists in the sink.</summary>
/// <param name="Kind"><c>table</c>, <c>view</c>, <c>virtual</c>.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="UniqueKeys">Sets of columns that are unique together: primary key and whole unique indexes.</param>
internal sealed record TableShape(string Kind, IReadOnlyList<ColumnShape> Columns, IReadOnlyList<HashSet<string>> UniqueKeys)
{
    /// <summary>Gets whether it is one that we created, whose rows carry their unit.</summary>
    public bool HasUnit => Column(SinkTable.UnitColumn) is not null && Column(SinkTable.JobColumn) is not null;

    public ColumnShape? Column(string name) => Columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a table's shape; null when there is no such table.</summary>
    public static TableShape? Read(SqliteConnection connection, string table)
    {
        var kind = Rows(connection, "SELECT type FROM pragma_table_list WHERE schema = 'main' AND name = $table COLLATE NOCASE", table, r => r.GetString(0));
        if (kind.Count == 0)
        {
            return null;
        }

        var columns = Rows(
            connection,
            "SELECT name, type, \"notnull\" AND dflt_value IS NULL, hidden, pk FROM pragma_table_xinfo($table)",
            table,
            r => (Shape: new ColumnShape(r.GetString(0), r.GetString(1), r.GetBoolean(2), r.GetInt64(3) is 2 or 3), Key: r.GetInt64(4) > 0));
        var indexes = Rows(
            connection,
            "SELECT l.name, i.name FROM pragma_index_list($table) l JOIN pragma_index_info(l.name) i WHERE l.\"unique\" AND NOT l.partial",
            table,
            r => (Index: r.GetString(0), Column: r.IsDBNull(1) ? "<expression>" : r.GetString(1)));
        // An INTEGER PRIMARY KEY has no index of its own.
        var keys = indexes.GroupBy(i => i.Index, i => i.Column).Select(g => g.ToHashSet(StringComparer.OrdinalIgnoreCase))
            .Append(columns.Where(c => c.Key).Select(c => c.Shape.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));
        return new TableShape(kind[0], [.. columns.Select(c => c.Shape)], [.. keys.Where(k => k.Count > 0)]);
    }

    private static List<T> Rows<T>(SqliteConnection connection, string sql, string table, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
