using System.Globalization;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorBackfill.Connectors.Budgets;

/// <summary>
/// The file of one budget: a SQLite database with one row, in rollback mode (several processes write it), and not synced: the operating
/// system keeps what a killed process wrote, and only a power loss may lose the last seconds.
/// </summary>
internal static class BudgetFile
{
    /// <summary>Marks budgets: "ABB1".</summary>
    public const int ApplicationId = 0x41424231;

    /// <summary>The version that this code writes, in <c>user_version</c>.</summary>
    public const int Version = 1;

    // How long others may be at it: each is for less than a millisecond, so that a longer wait means a frozen process.
    private const int BusyMilliseconds = 5_000;

    /// <summary>Opens a budget, and makes its file where there is none.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="BudgetUnusableException">It cannot be made, or is not a budget that this version can use.</exception>
    public static SqliteConnection Open(string path)
    {
        try
        {
            if (!File.Exists(path))
            {
                Create(path);
            }

            var connection = Connect(path);
            try
            {
                Check(connection, path);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>Gets the error of a file that cannot be used.</summary>
    public static BudgetUnusableException Unusable(string path, Exception error) => error switch
    {
        BudgetUnusableException known => known,
        SqliteException { SqliteErrorCode: raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT } => Damaged(path, error),
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } =>
            new($"budget {path} is locked by another process for more than {BusyMilliseconds / 1000} s", error),
        _ => new($"budget {path} cannot be used: {error.Message}; {BudgetDirectory.Variable} names another directory", error),
    };

    /// <summary>Gets the error of a file whose content cannot be read.</summary>
    public static BudgetUnusableException Damaged(string path, Exception? error) =>
        new($"budget {path} is damaged; what was used of the limits today stands in it alone. Delete it to begin a new one", error);

    // A crash before the table is in leaves a draft, which is nobody's budget; of two that create it at once one comes first.
    private static void Create(string path)
    {
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}");
        PrivateFiles.CreateFile(draft);
        using (var connection = Connect(draft))
        using (var transaction = connection.BeginTransaction())
        {
            SinkFile.Execute(connection, "CREATE TABLE budget (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, state TEXT NOT NULL)");
            SinkFile.Execute(connection, $"PRAGMA application_id = {ApplicationId}");
            SinkFile.Execute(connection, $"PRAGMA user_version = {Version}");
            transaction.Commit();
        }

        // Where another was first, its budget is the one.
        _ = PrivateFiles.TryPublish(draft, path);
    }

    private static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        connection.Open();

        // The driver's own wait looks every 150 ms; SQLite's begins with one.
        _ = raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
        SinkFile.Execute(connection, "PRAGMA synchronous = OFF");
        return connection;
    }

    private static void Check(SqliteConnection connection, string path)
    {
        var program = (long)SinkFile.Scalar(connection, "PRAGMA application_id")!;
        if (program != ApplicationId)
        {
            throw new BudgetUnusableException(
                string.Create(CultureInfo.InvariantCulture, $"budget {path} is a file of another program (application_id 0x{program:X8})"));
        }

        var version = (long)SinkFile.Scalar(connection, "PRAGMA user_version")!;
        if (version > Version)
        {
            throw new BudgetUnusableException(
                string.Create(CultureInfo.InvariantCulture, $"budget {path} was written by a newer version (it is {version}, this one reads up to {Version})"));
        }
    }
}
