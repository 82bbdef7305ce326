using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// Looks at a journal's file before anything opens it for writing: a missing or empty one must never silently become a new journal over
/// a sink that has a ledger.
/// </summary>
public static class JournalFile
{
    /// <summary>Marks journals: "ABJ1".</summary>
    public const int ApplicationId = 0x41424A31;

    /// <summary>The version that this code writes, in <c>user_version</c>.</summary>
    public const int Version = 1;

    /// <summary>The largest journal that is checked page by page, in bytes: about half a second.</summary>
    public const long QuickCheckUpToBytes = 256L << 20;

    /// <summary>Looks at a file; changes nothing.</summary>
    /// <param name="path">Where the journal should be.</param>
    public static JournalFinding Inspect(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return new JournalFinding(JournalState.Missing, $"there is no journal {path}");
        }

        if (file.Length == 0)
        {
            return new JournalFinding(JournalState.ZeroLength, $"journal {path} has no bytes");
        }

        try
        {
            using var connection = Open(path, SqliteOpenMode.ReadOnly);
            return Inspect(connection, path, file.Length);
        }
        catch (SqliteException e)
        {
            return e.SqliteErrorCode switch
            {
                raw.SQLITE_NOTADB => new JournalFinding(JournalState.NotADatabase, $"journal {path} is not a SQLite database"),
                raw.SQLITE_CORRUPT => new JournalFinding(JournalState.Damaged, $"journal {path} is damaged or cut short ({e.Message})"),
                _ => new JournalFinding(JournalState.Unreadable, $"journal {path} cannot be read ({e.Message})"),
            };
        }
    }

    /// <summary>Tries whether a journal can be written; changes nothing.</summary>
    /// <param name="path">The journal.</param>
    /// <returns>Why not, in the driver's words; null when it can, and when somebody else is just writing.</returns>
    public static string? WriteProblem(string path)
    {
        try
        {
            using var connection = Open(path, SqliteOpenMode.ReadWrite);
            // To begin a writing transaction is not enough: on a read-only file it becomes a reading one.
            using var transaction = connection.BeginTransaction();
            SinkFile.Execute(connection, $"PRAGMA user_version = {Version}");
            transaction.Rollback();
            return null;
        }
        catch (SqliteException e)
        {
            return e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED ? null : e.Message;
        }
    }

    /// <summary>Opens a journal, or the snapshots beside it, to be read; a writer is not disturbed.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection OpenReadOnly(string path) => Open(path, SqliteOpenMode.ReadOnly);

    /// <summary>Creates an empty journal with its marks, 0600 in a directory that is 0700 when it is created here.</summary>
    /// <param name="path">Where; nothing may be there.</param>
    /// <exception cref="IOException">Something is there, or the directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory cannot be written.</exception>
    public static void Create(string path)
    {
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // A crash before the marks are in leaves a draft, which is nobody's journal.
        var draft = path + ".new";
        File.Delete(draft);
        PrivateFiles.CreateFile(draft);
        using (var connection = Open(draft, SqliteOpenMode.ReadWrite))
        using (var transaction = connection.BeginTransaction())
        {
            SinkFile.Execute(connection, $"PRAGMA application_id = {ApplicationId}");
            SinkFile.Execute(connection, $"PRAGMA user_version = {Version}");
            transaction.Commit();
        }

        File.Move(draft, path, overwrite: false);
    }

    private static JournalFinding Inspect(SqliteConnection connection, string path, long length)
    {
        var program = (long)SinkFile.Scalar(connection, "PRAGMA application_id")!;
        if (program != ApplicationId)
        {
            return new JournalFinding(JournalState.OtherProgram, $"journal {path} is a database of another program (application_id 0x{program:X8})");
        }

        var version = (long)SinkFile.Scalar(connection, "PRAGMA user_version")!;
        if (version > Version)
        {
            return new JournalFinding(JournalState.Newer, $"journal {path} was written by a newer version (it is {version}, this one reads up to {Version})");
        }

        if (length > QuickCheckUpToBytes)
        {
            // The header's page count is read all the same, so a file that was cut short is found.
            SinkFile.Scalar(connection, "SELECT count(*) FROM sqlite_master");
            return new JournalFinding(JournalState.Ok, $"journal {path} is ours; its pages were not checked, it is larger than {QuickCheckUpToBytes >> 20} MiB");
        }

        return SinkFile.Scalar(connection, "PRAGMA quick_check(1)") is string found and not "ok"
            ? new JournalFinding(JournalState.Damaged, $"journal {path} is damaged ({found})")
            : new JournalFinding(JournalState.Ok, $"journal {path} is ours");
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        return connection;
    }
}
