using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql.Storage;

/// <summary>SQLite: write-ahead log, every commit on disk before it is confirmed, checkpoints by the writer alone.</summary>
internal sealed class SqliteDialect : IDialect
{
    private const long CheckpointAbove = 16L << 20;
    private const int Constraint = 19;
    private const int TooBig = 18;
    private long _checkpointAt = CheckpointAbove;

    public ColumnTypes Types { get; } = new(
        "INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "BigInt", "Bit", "INTEGER", "VarBinary", length => $"NVarChar({length})");

    public string? Identity(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString);
        return !InMemory(settings) ? Path.GetFullPath(settings.DataSource)
            : settings.Cache == SqliteCacheMode.Shared ? connectionString : null;
    }

    public DbConnection Open(StorageOptions options)
    {
        var settings = new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false };
        if (!InMemory(settings))
            settings.Mode = options.Create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite;
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            // mmap_size and automatic checkpoints both widened known corruptions; FULL is what a confirmation promises.
            foreach (var pragma in (string[])["journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0", "mmap_size=0"])
                _ = Pragma(connection, pragma);
            if (Pragma(connection, "synchronous") is not 2L)
                throw new InvalidOperationException($"{connection.DataSource}: SQLite does not keep synchronous=FULL.");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // An unlinked file takes writes without an error and loses them all at the close.
    public void Check(DbConnection connection)
    {
        if (connection.DataSource is { Length: > 0 } file && !File.Exists(file))
            throw new FileNotFoundException($"The database {file} was removed while it was open.", file);
    }

    public void AfterCommit(DbConnection connection)
    {
        // Only its length is asked: opening the file in this process would drop SQLite's locks at the close.
        var log = new FileInfo(connection.DataSource + "-wal");
        if (connection.DataSource.Length == 0 || !log.Exists || log.Length < _checkpointAt)
            return;
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var answer = command.ExecuteReader();
        var readersInTheWay = !answer.Read() || answer.GetInt64(0) != 0;
        _checkpointAt = readersInTheWay ? log.Length + CheckpointAbove : CheckpointAbove;
    }

    public bool IsRefusal(Exception cause) => cause is SqliteException { SqliteErrorCode: Constraint or TooBig };

    private static bool InMemory(SqliteConnectionStringBuilder settings) =>
        settings.Mode == SqliteOpenMode.Memory || settings.DataSource is "" or ":memory:"
        || settings.DataSource.StartsWith("file:", StringComparison.Ordinal);

    private static object? Pragma(SqliteConnection connection, string pragma)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA " + pragma;
        return command.ExecuteScalar();
    }
}
