using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Writes ledger rows of one job inside a transaction.</summary>
internal sealed class LedgerStatements : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly long _job;
    private readonly RawStatement _insert;
    private RawStatement? _replace;
    private RawStatement? _read;
    private RawStatement? _write;

    public LedgerStatements(SqliteConnection connection, long job)
    {
        _connection = connection;
        _job = job;
        _insert = new RawStatement(
            connection, $"INSERT INTO backfill_ledger (job, unit, n, attempt, rows, hash) VALUES ({job}, ?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING");
    }

    /// <summary>Adds a unit; false when the ledger has it already.</summary>
    public bool TryAdd(long n, UnitResult unit)
    {
        Run(_insert, n, unit);
        return _insert.Changes == 1;
    }

    /// <summary>Overwrites the row of a unit that is there.</summary>
    public void Replace(long n, UnitResult unit) => Run(
        _replace ??= new RawStatement(_connection, $"UPDATE backfill_ledger SET n = ?2, attempt = ?3, rows = ?4, hash = ?5 WHERE job = {_job} AND unit = ?1"), n, unit);

    /// <summary>Corrects what a unit has in the sink; nothing happens when the ledger does not have it.</summary>
    /// <param name="job">Whose unit.</param>
    /// <param name="unit">Its key.</param>
    /// <param name="rows">Rows more or less.</param>
    /// <param name="content">Added to the hash.</param>
    public void Correct(long job, string unit, long rows, ContentHash content)
    {
        _read ??= new RawStatement(_connection, "SELECT rows, hash FROM backfill_ledger WHERE job = ?1 AND unit = ?2");
        _read.Bind(1, job);
        if (!_read.TryBind(2, unit) || !_read.Next())
        {
            return;
        }

        var (before, hash) = (_read.Long(0), ContentHash.Read(_read.Blob(1)));
        _read.Reset();
        _write ??= new RawStatement(_connection, "UPDATE backfill_ledger SET rows = ?3, hash = ?4 WHERE job = ?1 AND unit = ?2");
        _write.Bind(1, job);
        _ = _write.TryBind(2, unit);
        _write.Bind(3, before + rows);
        _write.Bind(4, hash.Add(content).ToBytes());
        _write.Run();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _replace?.Dispose();
        _read?.Dispose();
        _write?.Dispose();
    }

    private static void Run(RawStatement statement, long n, UnitResult unit)
    {
        Span<byte> hash = stackalloc byte[ContentHash.SizeBytes];
        unit.Hash.Write(hash);
        if (!statement.TryBind(1, unit.Unit.Key))
        {
            throw new ArgumentException($"'{unit.Unit.Key}' is not a unit's key", nameof(unit));
        }

        statement.Bind(2, n);
        statement.Bind(3, unit.Attempt);
        statement.Bind(4, unit.RowCount);
        statement.Bind(5, hash);
        statement.Run();
    }
}
