using ActorBackfill.Connectors.Sinks;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>A read transaction on a SQLite sink.</summary>
internal sealed class SqliteView : ISinkView
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    public SqliteView(SqliteSink sink)
    {
        _connection = sink.File.OpenForReading();
        _transaction = _connection.BeginTransaction(deferred: true);
        Job = sink.JobId(_connection);
    }

    /// <inheritdoc/>
    public long? Job { get; }

    /// <inheritdoc/>
    public IRowCursor Query(string sql) => new RawStatement(_connection, sql);

    // Its own order of texts is that of their bytes.
    /// <inheritdoc/>
    public string Order(string column, bool isText) => column;

    /// <inheritdoc/>
    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }
}
