using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>A worker's own connection to a SQLite sink; opened at the first query, cannot write.</summary>
internal sealed class SqliteSinkReader(SinkFile file, string? alsoReads = null) : ISinkReader
{
    private SqliteConnection? _connection;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters)
    {
        try
        {
            _connection ??= Open();
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }

            using var reader = command.ExecuteReader();
            return SinkRows.Read(reader, value => value);
        }
        catch (SqliteException e) when (SqliteErrors.IsOfDatabase(e) && e.SqliteErrorCode != SQLitePCL.raw.SQLITE_READONLY)
        {
            throw SqliteErrors.Unavailable(file.Path, e);
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            throw new BackfillException(FailureCategory.SinkSchema, $"a query on the sink cannot be answered: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection?.Dispose();

    // A name without its database is looked for in the sink first.
    private SqliteConnection Open()
    {
        var connection = file.OpenForReading();
        if (alsoReads is null || !File.Exists(alsoReads))
        {
            return connection;
        }

        try
        {
            using var attach = connection.CreateCommand();
            attach.CommandText = "ATTACH DATABASE $path AS also";
            attach.Parameters.AddWithValue("$path", alsoReads);
            attach.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
