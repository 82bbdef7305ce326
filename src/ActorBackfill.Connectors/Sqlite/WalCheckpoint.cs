using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database when it has grown. The log's file is not cut, so that later commits overwrite it: a commit
/// that makes its file longer took twice the time (docs/decisions/0004). Its size on disk says nothing then; the pages that the connection
/// has written do. The caller holds the sink's lock.
/// </summary>
/// <param name="path">The database.</param>
/// <param name="aboveBytes">When.</param>
internal sealed class WalCheckpoint(string path, long aboveBytes)
{
    private const int PagesWritten = 9, PageBytes = 4096;

    private long _before;

    /// <summary>Begins counting for a new connection; what the log holds already counts.</summary>
    public void Start()
    {
        var log = new FileInfo(path + "-wal");
        _before = log.Exists ? -log.Length / PageBytes : 0;
    }

    /// <summary>Checkpoints if the connection has written enough since the last time. Readers are not waited for.</summary>
    public void Run(SqliteConnection connection)
    {
        if (raw.sqlite3_db_status(connection.Handle, PagesWritten, out var written, out _, 0) == raw.SQLITE_OK && (written - _before) * PageBytes > aboveBytes)
        {
            SinkFile.Execute(connection, "PRAGMA wal_checkpoint(PASSIVE)");
            _before = written;
        }
    }

    /// <summary>Moves everything and cuts the log to nothing, unless a reader is in its way.</summary>
    public static void Finish(SqliteConnection connection) => SinkFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
}
