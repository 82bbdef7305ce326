using System.Security.Cryptography;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>The ledger of one job in a SQLite sink. Every question has its own short connection; thread safe.</summary>
internal sealed class SqliteLedger(SqliteSink sink, string jobIdentity) : ILedger
{
    /// <inheritdoc/>
    public LedgerPosition? Position() => Ask(connection =>
    {
        using var command = Command(
            connection,
            "SELECT sink_id, run, last_n, chain, (SELECT count(*) FROM backfill_ledger WHERE job = id) FROM backfill_job WHERE identity = $identity");
        return command.Read(r => new LedgerPosition(r.GetString(0), r.GetString(1), r.GetInt64(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetInt64(4)))
            .FirstOrDefault();
    });

    /// <inheritdoc/>
    public LedgerPosition Claim(string runId)
    {
        if (runId.Length != 32 || !runId.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"'{runId}' is not 32 hexadecimal digits", nameof(runId));
        }

        sink.RefuseWhenReadOnly();
        try
        {
            using var gate = sink.File.NewLock();
            using var held = gate.Take();
            sink.File.CheckIdentity();
            using var connection = sink.File.OpenForWriting(create: false);
            using var transaction = connection.BeginTransaction();
            using var command = Command(
                connection,
                """
                INSERT INTO backfill_job (name, identity, sink_id, run, last_n)
                VALUES ($name, $identity, coalesce((SELECT sink_id FROM backfill_job LIMIT 1), $sink), $run, 0)
                ON CONFLICT (identity) DO UPDATE SET run = excluded.run
                RETURNING id, last_n, chain
                """);
            command.Add("$name", jobIdentity.Split('?')[0]).Add("$sink", RandomNumberGenerator.GetHexString(32, lowercase: true)).Add("$run", runId);
            var fence = command.Read(r => new Fence(r.GetInt64(0), runId, r.GetInt64(1), r.IsDBNull(2) ? null : r.GetString(2))).Single();
            transaction.Commit();
            sink.Claimed = fence;
        }
        catch (SqliteException e) when (SqliteErrors.IsOfDatabase(e))
        {
            throw SqliteErrors.Unavailable(sink.File.Path, e);
        }

        return Position()!;
    }

    /// <inheritdoc/>
    public IReadOnlyList<OutboxCommit> CommitsAfter(long n) => Ask(connection =>
    {
        using var command = Command(connection, "SELECT n, chain, event FROM backfill_commit WHERE job = $job AND n > $n ORDER BY n").Add("$n", n);
        return command.Read(r => new OutboxCommit(r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : Event(r.GetFieldValue<byte[]>(2)))).ToList();
    }) ?? [];

    /// <inheritdoc/>
    public string? ChainAt(long n) => Ask(connection =>
    {
        using var command = Command(connection, "SELECT chain FROM backfill_commit WHERE job = $job AND n = $n").Add("$n", n);
        return command.Read(r => r.GetString(0)).FirstOrDefault();
    });

    /// <inheritdoc/>
    public IEnumerable<LedgerUnit> Units()
    {
        using var connection = sink.File.OpenForReading();
        if (!LedgerTables.Exist(connection))
        {
            yield break;
        }

        using var command = Command(connection, "SELECT unit, n, attempt, rows, hash FROM backfill_ledger WHERE job = $job ORDER BY unit");
        foreach (var unit in command.Read(SinkRows.LedgerUnit))
        {
            yield return unit;
        }
    }

    private static UnitsSettled Event(byte[] content) => (UnitsSettled)CheckpointCodec.Read(content, "us1");

    private T? Ask<T>(Func<SqliteConnection, T?> question)
    {
        try
        {
            using var connection = sink.File.OpenForReading();
            return LedgerTables.Exist(connection) ? question(connection) : default;
        }
        catch (SqliteException e) when (SqliteErrors.IsOfDatabase(e))
        {
            throw SqliteErrors.Unavailable(sink.File.Path, e);
        }
    }

    // $job is the job's id by its identity, so that a question needs no question before it.
    private LedgerCommand Command(SqliteConnection connection, string sql) => new(
        connection, sql.Replace("$job", "(SELECT id FROM backfill_job WHERE identity = $identity)", StringComparison.Ordinal), jobIdentity);
}
