using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Waits and sizes of a SQLite sink.</summary>
public sealed record SqliteSinkOptions
{
    /// <summary>Gets how long another connection's lock on the database is waited for; whole seconds, at least 1. Default 30 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long <c>&lt;sink&gt;.backfill-lock</c> is waited for. Default 30 s.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the size of the write-ahead log above which the writer checkpoints, in bytes. Default 16 MiB.</summary>
    public long CheckpointAboveBytes { get; init; } = 16L << 20;

    /// <summary>Gets the largest database that is checked page by page when it is opened, in bytes. Default 32 MiB: about 50 ms.</summary>
    public long QuickCheckUpToBytes { get; init; } = 32L << 20;

    /// <summary>
    /// Gets another database that processors find the tables in which this sink does not have; read-only. Null, the default, for none. A
    /// scratch sink stands before the real one in this way.
    /// </summary>
    public string? AlsoReads { get; init; }

    /// <summary>Gets how a transaction is committed; tests put a failing COMMIT here.</summary>
    internal Action<SqliteTransaction> CommitTransaction { get; init; } = static transaction => transaction.Commit();
}
