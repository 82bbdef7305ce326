using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Looks at a sink's file as the writer would open it, and changes nothing in it.</summary>
public static class SinkProbe
{
    /// <summary>Gets the journal mode and whether the file can be written; a sentence about what is wrong otherwise.</summary>
    /// <param name="path">The file, which exists.</param>
    public static (string? Mode, string? Problem) Look(string path)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = SinkFile.RealPath(path),
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = 2,
            }.ToString());
            connection.Open();
            SinkFile.Execute(connection, "PRAGMA wal_autocheckpoint = 0");
            var mode = SinkFile.Scalar(connection, "PRAGMA journal_mode") as string;
            SinkFile.Scalar(connection, "SELECT count(*) FROM sqlite_master");
            using var transaction = connection.BeginTransaction();
            transaction.Rollback();
            return (mode, null);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            // A run is writing: it can be written.
            return ("in use", null);
        }
        catch (SqliteException e)
        {
            return (null, e.Message);
        }
    }
}
