using System.Security.Cryptography;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>The ledger of one job in a PostgreSQL sink. Every question has its own connection; thread safe.</summary>
internal sealed class PostgresLedger(PostgresSink sink, string jobIdentity) : ILedger
{
    private const string Job = "(SELECT id FROM backfill_job WHERE identity = $1)";

    /// <inheritdoc/>
    public LedgerPosition? Position() => Ask(connection => connection.Rows(
        "SELECT sink_id, run, last_n, chain, (SELECT count(*) FROM backfill_ledger WHERE job = id) FROM backfill_job WHERE identity = $1",
        r => new LedgerPosition(r.GetString(0), r.GetString(1), r.GetInt64(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetInt64(4)),
        Identity).FirstOrDefault());

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
            using var connection = sink.Server.OpenForWriting();
            // Waits for a commit of the run before it: that one is counted, or it finds another run's id.
            var fence = connection.Rows(
                """
                INSERT INTO backfill_job (name, identity, sink_id, run, last_n)
                VALUES ($2, $1, coalesce((SELECT sink_id FROM backfill_job ORDER BY id LIMIT 1), $3), $4, 0)
                ON CONFLICT (identity) DO UPDATE SET run = excluded.run
                RETURNING id, last_n, chain
                """,
                r => new Fence(r.GetInt64(0), runId, r.GetInt64(1), r.IsDBNull(2) ? null : r.GetString(2)),
                Identity,
                PostgresConnection.Text(jobIdentity.Split('?')[0]),
                PostgresConnection.Text(RandomNumberGenerator.GetHexString(32, lowercase: true)),
                PostgresConnection.Text(runId)).Single();
            sink.Claimed = fence;
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            throw PostgresErrors.Unavailable(sink.Server.Address, e);
        }

        return Position()!;
    }

    /// <inheritdoc/>
    public IReadOnlyList<OutboxCommit> CommitsAfter(long n) => Ask(connection => connection.Rows(
        $"SELECT n, chain, event FROM backfill_commit WHERE job = {Job} AND n > $2 ORDER BY n",
        r => new OutboxCommit(r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : (UnitsSettled)CheckpointCodec.Read(r.GetFieldValue<byte[]>(2), "us1")),
        Identity,
        PostgresConnection.Long(n))) ?? [];

    /// <inheritdoc/>
    public string? ChainAt(long n) => Ask(connection =>
        connection.Scalar($"SELECT chain FROM backfill_commit WHERE job = {Job} AND n = $2", Identity, PostgresConnection.Long(n)) as string);

    /// <inheritdoc/>
    public IEnumerable<LedgerUnit> Units()
    {
        using var connection = Read(sink.Server.OpenForReading);
        if (!Read(() => PostgresLedgerTables.Exist(connection)))
        {
            yield break;
        }

        using var command = connection.Command($"SELECT unit, n, attempt, rows, hash FROM backfill_ledger WHERE job = {Job} ORDER BY unit", Identity);
        using var rows = Read(() => command.ExecuteReader());
        while (Read(rows.Read))
        {
            yield return SinkRows.LedgerUnit(rows);
        }
    }

    private NpgsqlParameter Identity => PostgresConnection.Text(jobIdentity);

    private T? Ask<T>(Func<NpgsqlConnection, T?> question) => Read(() =>
    {
        using var connection = sink.Server.OpenForReading();
        return PostgresLedgerTables.Exist(connection) ? question(connection) : default;
    });

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            throw PostgresErrors.Unavailable(sink.Server.Address, e);
        }
    }
}
