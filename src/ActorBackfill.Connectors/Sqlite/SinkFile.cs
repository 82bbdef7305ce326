using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>One sink's database file: its real path, the lock beside it, and how connections to it are opened.</summary>
internal sealed class SinkFile
{
    /// <summary>Marks files that we created: "ABS1".</summary>
    public const int ApplicationId = 0x41425331;

    /// <summary>The version of the tables of ours that this code writes.</summary>
    public const int Version = 1;

    private readonly SqliteSinkOptions _options;
    private readonly TimeProvider _time;
    private FileIdentity? _identity;

    public SinkFile(string path, SqliteSinkOptions options, TimeProvider time)
    {
        Path = RealPath(path);
        _options = options;
        _time = time;
    }

    public string Path { get; }

    /// <summary>Gets the file that a link points to: locks stand beside it, so that two names of one file share them.</summary>
    public static string RealPath(string path)
    {
        var file = new FileInfo(System.IO.Path.GetFullPath(path));
        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
    }

    public CommitLock NewLock() => new(Path, _options.LockTimeout, _time);

    /// <summary>Opens the one kind of connection that may write. The caller holds the lock while it opens, writes and closes.</summary>
    public SqliteConnection OpenForWriting(bool create)
    {
        var connection = Open(create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
        try
        {
            Demand(connection, "PRAGMA journal_mode = WAL", "wal");
            Execute(connection, "PRAGMA synchronous = FULL");
            Demand(connection, "PRAGMA synchronous", "2");
            Demand(connection, "PRAGMA wal_autocheckpoint = 0", "0");
            Execute(connection, "PRAGMA mmap_size = 0");
            // 4 MiB, and more only while a group is larger: nothing is written to the log before COMMIT.
            Execute(connection, "PRAGMA cache_size = -4096; PRAGMA cache_spill = OFF");
            _identity ??= FileIdentity.Of(Path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that changes nothing but may finish what a crash left, for a first look under the lock.</summary>
    public SqliteConnection OpenForChecking() => Open(SqliteOpenMode.ReadWrite);

    /// <summary>Opens a connection that cannot write.</summary>
    public SqliteConnection OpenForReading() => Open(SqliteOpenMode.ReadOnly);

    /// <summary>Sees to it that the file is still the one that was opened.</summary>
    /// <exception cref="BackfillException">It was deleted, moved or replaced: what is written now would be lost.</exception>
    public void CheckIdentity()
    {
        if (_identity is { } opened && FileIdentity.Of(Path) is var now && now != opened)
        {
            throw new BackfillException(
                FailureCategory.SinkUnavailable, $"sink {Path} was {(now is null ? "deleted or moved away" : "replaced by another file")} while it was open")
            {
                CanRetry = false,
            };
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)_options.BusyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Demand(SqliteConnection connection, string pragma, string expected)
    {
        var found = Convert.ToString(Scalar(connection, pragma), System.Globalization.CultureInfo.InvariantCulture);
        if (!string.Equals(found, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new SinkUnusableException($"sink {Path}: {pragma} gave '{found}' where '{expected}' is needed; is it on a file system without locks or shared memory?");
        }
    }
}
