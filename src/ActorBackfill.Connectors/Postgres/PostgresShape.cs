using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>A column of a table that exists.</summary>
/// <param name="Name">As declared.</param>
/// <param name="Type">The name of its type in <c>pg_type</c>.</param>
/// <param name="MustBeGiven">NOT NULL without a default.</param>
/// <param name="IsGenerated">Computed by the database; cannot be written.</param>
internal sealed record PostgresColumn(string Name, string Type, bool MustBeGiven, bool IsGenerated);

/// <summary>A table that exists in the schema in which tables are made.</summary>
/// <param name="Kind"><c>table</c>, or what it is instead.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="UniqueKeys">Sets of columns that are unique together: whole unique indexes without expressions.</param>
internal sealed record PostgresShape(string Kind, IReadOnlyList<PostgresColumn> Columns, IReadOnlyList<HashSet<string>> UniqueKeys)
{
    private const string Find = "SELECT c.oid::bigint, c.relkind::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relname = $1";

    /// <summary>Gets whether there is such a table.</summary>
    public static bool Exists(NpgsqlConnection connection, string table) => connection.Rows(Find, r => r.GetInt64(0), PostgresConnection.Text(table)).Count > 0;

    /// <summary>Reads a table's shape; null when there is no such table.</summary>
    public static PostgresShape? Read(NpgsqlConnection connection, string table)
    {
        if (connection.Rows(Find, r => (Id: r.GetInt64(0), Kind: r.GetString(1)), PostgresConnection.Text(table)) is not [var found])
        {
            return null;
        }

        var columns = connection.Rows(
            """
            SELECT a.attname::text, t.typname::text, a.attnotnull AND NOT a.atthasdef AND a.attidentity = '', a.attgenerated <> '' OR a.attidentity = 'a'
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """,
            r => new PostgresColumn(r.GetString(0), r.GetString(1), r.GetBoolean(2), r.GetBoolean(3)),
            PostgresConnection.Long(found.Id));
        var keys = connection.Rows(
            """
            SELECT array_agg(a.attname::text) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1])
            WHERE i.indrelid = $1::oid AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indimmediate GROUP BY i.indexrelid
            """,
            r => r.GetFieldValue<string[]>(0).ToHashSet(StringComparer.Ordinal),
            PostgresConnection.Long(found.Id));
        return new PostgresShape(Word(found.Kind), columns, keys);
    }

    public PostgresColumn? Column(string name) => Columns.FirstOrDefault(c => c.Name == name);

    private static string Word(string kind) => kind switch
    {
        "r" or "p" => "table",
        "v" => "view",
        "m" => "materialized view",
        "f" => "foreign table",
        "i" or "I" => "index",
        "S" => "sequence",
        _ => "type",
    };
}
