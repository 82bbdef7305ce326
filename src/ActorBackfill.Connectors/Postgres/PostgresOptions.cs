using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Waits and sizes of a PostgreSQL sink.</summary>
public sealed record PostgresOptions
{
    /// <summary>The most rows that travel as arrays; more are copied.</summary>
    internal const int ArrayRows = 5_000;

    /// <summary>Gets the connections that readers keep open. Default 0.</summary>
    public int MinPool { get; init; }

    /// <summary>Gets the connections that readers have at most. Default 50.</summary>
    public int MaxPool { get; init; } = 50;

    /// <summary>Gets how long another transaction's lock is waited for. Default 30 s.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets after how long the server ends a transaction of a writer that has gone silent. Default 60 s.</summary>
    public TimeSpan SilentTransactionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the word that marks this process's connections, so that a takeover can end them; null for none.</summary>
    internal string? Mark { get; init; }

    /// <summary>Gets how a transaction is committed; tests put a failing COMMIT here.</summary>
    internal Action<NpgsqlTransaction> CommitTransaction { get; init; } = static transaction => transaction.Commit();
}
