using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Rows;
using Npgsql;
using NpgsqlTypes;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>
/// Writes the rows of a job that were not taken to <c>backfill_reject</c>, inside the transaction of their unit's ledger row. The table is made
/// with the first of them: most sinks never have one.
/// </summary>
internal sealed class RejectedRows(NpgsqlConnection connection, long job)
{
    private const string Table = "backfill_reject";
    private bool _exists;

    /// <summary>Begins a transaction: the one before may have been rolled back, and the table with it.</summary>
    public void Begin() => _exists = false;

    /// <summary>Puts a unit's rejected rows in place of those of an earlier time.</summary>
    /// <param name="unit">The unit's key.</param>
    /// <param name="replaces">Whether there may have been an earlier time.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="run">The run.</param>
    /// <param name="at">When.</param>
    public void Put(string unit, bool replaces, ImmutableArray<RejectedRow> rows, string run, DateTimeOffset at)
    {
        if (rows.IsEmpty && !(replaces && PostgresShape.Exists(connection, Table)))
        {
            return;
        }

        if (!_exists)
        {
            connection.Execute(
                $"CREATE TABLE IF NOT EXISTS {Table} (job bigint NOT NULL, unit text COLLATE \"C\" NOT NULL, \"table\" text NOT NULL, \"column\" text, "
                + "reason text NOT NULL, row text NOT NULL, run text NOT NULL, at timestamptz NOT NULL); "
                + $"CREATE INDEX IF NOT EXISTS {Table}_unit ON {Table} (job, unit)");
            _exists = true;
        }

        connection.Execute($"DELETE FROM {Table} WHERE job = {job} AND unit = $1", PostgresConnection.Text(unit));
        if (!rows.IsEmpty)
        {
            connection.Execute(
                $"INSERT INTO {Table} (job, unit, \"table\", \"column\", reason, row, run, at) SELECT {job}, $1, s.t, s.c, s.reason, s.row, $2, $3 FROM unnest($4, $5, $6, $7) AS s(t, c, reason, row)",
                PostgresConnection.Text(unit),
                PostgresConnection.Text(run),
                PostgresConnection.At(at),
                Texts(rows, r => r.Table),
                Texts(rows, r => r.Column),
                Texts(rows, r => SinkRows.Storable(r.Reason)),
                Texts(rows, r => r.Row));
        }
    }

    private static NpgsqlParameter Texts(ImmutableArray<RejectedRow> rows, Func<RejectedRow, string?> of) =>
        PostgresConnection.Array(rows.Select(of).ToArray(), NpgsqlDbType.Text);
}
