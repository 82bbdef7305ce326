using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Rows;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// Writes the rows of a job that were not taken to <c>backfill_reject</c>, inside the transaction of their unit's ledger row. The table is made
/// with the first of them: most sinks never have one.
/// </summary>
internal sealed class RejectStatements : IDisposable
{
    private const string CreateSql =
        "CREATE TABLE IF NOT EXISTS backfill_reject (job INTEGER NOT NULL, unit TEXT NOT NULL, \"table\" TEXT NOT NULL, \"column\" TEXT, "
        + "reason TEXT NOT NULL, row TEXT NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL); "
        + "CREATE INDEX IF NOT EXISTS backfill_reject_unit ON backfill_reject (job, unit)";

    private readonly SqliteConnection _connection;
    private readonly long _job;
    private RawStatement? _insert;
    private RawStatement? _delete;
    private bool _exists;

    public RejectStatements(SqliteConnection connection, long job) => (_connection, _job) = (connection, job);

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
        if (rows.IsEmpty && !(replaces && TableShape.Read(_connection, "backfill_reject") is not null))
        {
            return;
        }

        if (!_exists)
        {
            SinkFile.Execute(_connection, CreateSql);
            _exists = true;
        }

        _delete ??= new RawStatement(_connection, $"DELETE FROM backfill_reject WHERE job = {_job} AND unit = ?1");
        _ = _delete.TryBind(1, unit);
        _delete.Run();
        foreach (var row in rows)
        {
            Insert(unit, row, run, at);
        }
    }

    public void Dispose()
    {
        _insert?.Dispose();
        _delete?.Dispose();
    }

    private void Insert(string unit, RejectedRow row, string run, DateTimeOffset at)
    {
        _insert ??= new RawStatement(
            _connection, $"INSERT INTO backfill_reject (job, unit, \"table\", \"column\", reason, row, run, at) VALUES ({_job}, ?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        _ = _insert.TryBind(1, unit);
        _ = _insert.TryBind(2, row.Table);
        _ = _insert.TryBind(3, (object?)row.Column);
        _ = _insert.TryBind(4, SinkRows.Storable(row.Reason));
        _ = _insert.TryBind(5, row.Row);
        _ = _insert.TryBind(6, run);
        _ = _insert.TryBind(7, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        _insert.Run();
    }
}
