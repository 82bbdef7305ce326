using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;
using Npgsql;
using NpgsqlTypes;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Writes ledger rows of one job inside a transaction, a group at a time.</summary>
internal sealed class LedgerRows(NpgsqlConnection connection, long job)
{
    private const string Incoming = "unnest($1, $2, $3, $4) AS s(unit, attempt, rows, hash)";

    /// <summary>Adds units.</summary>
    /// <returns>The keys of those that the ledger did not have.</returns>
    public HashSet<string> Add(long n, ReadOnlySpan<UnitResult> units)
    {
        var added = connection.Execute(
            $"INSERT INTO backfill_ledger (job, unit, n, attempt, rows, hash) SELECT {job}, s.unit, $5, s.attempt, s.rows, s.hash FROM {Incoming} ORDER BY s.unit COLLATE \"C\" ON CONFLICT DO NOTHING",
            Parameters(n, units));
        var keys = new string[units.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = units[i].Unit.Key;
        }

        // No other commit has this number: what carries it was added just now. Asked only when some were not.
        return added == keys.Length ? keys.ToHashSet(StringComparer.Ordinal) : connection.Rows(
            $"SELECT unit FROM backfill_ledger WHERE job = {job} AND unit = ANY ($1) AND n = $2",
            r => r.GetString(0),
            PostgresConnection.Array(keys, NpgsqlDbType.Text),
            PostgresConnection.Long(n)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Overwrites the rows of units that are there.</summary>
    public void Replace(long n, ReadOnlySpan<UnitResult> units) => connection.Execute(
        $"UPDATE backfill_ledger l SET n = $5, attempt = s.attempt, rows = s.rows, hash = s.hash FROM {Incoming} WHERE l.job = {job} AND l.unit = s.unit",
        Parameters(n, units));

    /// <summary>Corrects what units of any job have in the sink; those the ledger does not have are passed over.</summary>
    public void Correct(LedgerCorrections corrections)
    {
        if (corrections.Ordered is not { Count: > 0 } ordered)
        {
            return;
        }

        var found = connection.Rows(
            "SELECT l.job, l.unit, l.rows, l.hash FROM backfill_ledger l JOIN unnest($1, $2) AS s(job, unit) ON l.job = s.job AND l.unit = s.unit ORDER BY l.job, l.unit FOR UPDATE OF l",
            r => (Job: r.GetInt64(0), Unit: r.GetString(1), Rows: r.GetInt64(2), Hash: ContentHash.Read(r.GetFieldValue<byte[]>(3))),
            PostgresConnection.Array(ordered.Select(c => c.Key.Job).ToArray(), NpgsqlDbType.Bigint),
            PostgresConnection.Array(ordered.Select(c => c.Key.Unit).ToArray(), NpgsqlDbType.Text));
        var changes = ordered.ToDictionary(c => c.Key, c => c.Value);
        connection.Execute(
            "UPDATE backfill_ledger l SET rows = s.rows, hash = s.hash FROM unnest($1, $2, $3, $4) AS s(job, unit, rows, hash) WHERE l.job = s.job AND l.unit = s.unit",
            PostgresConnection.Array(found.Select(f => f.Job).ToArray(), NpgsqlDbType.Bigint),
            PostgresConnection.Array(found.Select(f => f.Unit).ToArray(), NpgsqlDbType.Text),
            PostgresConnection.Array(found.Select(f => f.Rows + changes[(f.Job, f.Unit)].Rows).ToArray(), NpgsqlDbType.Bigint),
            PostgresConnection.Array(found.Select(f => f.Hash.Add(changes[(f.Job, f.Unit)].Content).ToBytes()).ToArray(), NpgsqlDbType.Bytea));
    }

    private static NpgsqlParameter[] Parameters(long n, ReadOnlySpan<UnitResult> units)
    {
        var (keys, attempts, rows, hashes) = (new string[units.Length], new int[units.Length], new long[units.Length], new byte[units.Length][]);
        for (var i = 0; i < units.Length; i++)
        {
            (keys[i], attempts[i], rows[i], hashes[i]) = (units[i].Unit.Key, units[i].Attempt, units[i].RowCount, units[i].Hash.ToBytes());
        }

        return
        [
            PostgresConnection.Array(keys, NpgsqlDbType.Text),
            PostgresConnection.Array(attempts, NpgsqlDbType.Integer),
            PostgresConnection.Array(rows, NpgsqlDbType.Bigint),
            PostgresConnection.Array(hashes, NpgsqlDbType.Bytea),
            PostgresConnection.Long(n),
        ];
    }
}
