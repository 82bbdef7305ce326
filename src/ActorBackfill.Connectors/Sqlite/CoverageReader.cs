using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Outcomes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Reads what a gate counts from any SQLite file, read-only: the values of a column, or what a query of the operator's gives.</summary>
public static class CoverageReader
{
    /// <summary>Gets the distinct values of a column and how many rows each has.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="isDate">Whether only the first ten characters count, the day of a timestamp.</param>
    /// <exception cref="BackfillException">The file, the table or the column cannot be read.</exception>
    public static IReadOnlyDictionary<string, long?> Values(string path, string table, string column, bool isDate)
    {
        var value = isDate ? $"substr(CAST({SqlName.Quote(column)} AS TEXT), 1, 10)" : $"CAST({SqlName.Quote(column)} AS TEXT)";
        return Query(path, $"SELECT {value}, count(*) FROM {SqlName.Quote(table)} WHERE {SqlName.Quote(column)} IS NOT NULL GROUP BY 1");
    }

    /// <summary>Gets the keys that a query gives in its first column, and the rows in its second when it has one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sql">The operator's own query; the connection cannot write.</param>
    /// <exception cref="BackfillException">The file or the query cannot be read.</exception>
    public static IReadOnlyDictionary<string, long?> Query(string path, string sql)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30 }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are checked and quoted; a query is declared by the operator, who can read the file anyway.
            command.CommandText = sql;
#pragma warning restore CA2100
            using var rows = command.ExecuteReader();
            return CoverageKeys.Read(rows, path, value => value);
        }
        catch (SqliteException e)
        {
            throw new BackfillException(FailureCategory.SinkSchema, $"{path}: {e.Message}", e);
        }
    }
}
