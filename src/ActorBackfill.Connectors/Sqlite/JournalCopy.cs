using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Copies and packs journals by SQLite's own means: a file that SQLite has open must not be opened otherwise.</summary>
public static class JournalCopy
{
    /// <summary>
    /// Copies a journal as it is at one moment, while a run may be going on; the run is not held up. The copy is 0600, one file without a log
    /// beside it, checked page by page, and takes its name only when it is whole.
    /// </summary>
    /// <param name="journal">The journal.</param>
    /// <param name="to">The copy's path; its directory must exist.</param>
    /// <param name="replaces">Whether a file of that name is replaced.</param>
    /// <returns>The number of the last event in it, and its size in bytes.</returns>
    /// <exception cref="IOException">The copy cannot be written, or there is a file of that name.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be written.</exception>
    /// <exception cref="InvalidDataException">The journal is damaged, or the disk gives back something else than was written.</exception>
    /// <exception cref="SqliteException">The journal cannot be read, or the disk is full.</exception>
    public static (long Last, long Bytes) Write(string journal, string to, bool replaces)
    {
        // In the same directory: a name is given in one step only within one file system.
        var draft = $"{to}.{Path.GetRandomFileName()}";
        PrivateFiles.CreateFile(draft);
        try
        {
            var last = Fill(journal, draft);
            if (replaces)
            {
                File.Move(draft, to, overwrite: true);
            }
            else if (!PrivateFiles.TryPublish(draft, to))
            {
                throw new IOException("there is a file of that name now");
            }

            return (last, new FileInfo(to).Length);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            throw new InvalidDataException(e.Message, e);
        }
        finally
        {
            File.Delete(draft);
            File.Delete(draft + "-journal");
        }
    }

    /// <summary>Packs a database that nobody else uses: what holds nothing any more is given back, and its log is emptied.</summary>
    /// <param name="path">A journal, or the snapshots beside one.</param>
    /// <exception cref="SqliteException">It cannot be written, or somebody else uses it; it is as it was.</exception>
    public static void Pack(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite);
        SinkFile.Execute(connection, "PRAGMA synchronous = FULL");
        SinkFile.Execute(connection, "VACUUM");
        SinkFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static long Fill(string journal, string draft)
    {
        using var from = JournalFile.OpenReadOnly(journal);
        using var copy = Open(draft, SqliteOpenMode.ReadWrite);
        from.BackupDatabase(copy);
        // The journal's own mode would want files beside it.
        SinkFile.Execute(copy, "PRAGMA journal_mode = DELETE");
        return SinkFile.Scalar(copy, "PRAGMA quick_check(1)") is "ok"
            ? SinkFile.Scalar(copy, "SELECT count(*) FROM sqlite_master WHERE name = 'journal'") is 0L ? 0
                : (long)SinkFile.Scalar(copy, "SELECT coalesce(max(sequence_number), 0) FROM journal")!
            : throw new InvalidDataException("the copy is damaged: the journal is, or the disk");
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        return connection;
    }
}
