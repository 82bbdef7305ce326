using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>The writing connection of one job to a SQLite file, and its statements.</summary>
internal sealed class SqliteGroup : ISinkGroup
{
    private readonly Action<SqliteTransaction> _commit;
    private readonly WalCheckpoint _checkpoint;
    private readonly long _job;
    private readonly RawStatement _fence;
    private readonly RawStatement _outbox;
    private readonly RawStatement _advance;
    private readonly RawStatement _empty;
    private readonly LedgerStatements _ledger;
    private readonly RejectStatements _rejects;
    private readonly Dictionary<string, TableWriter> _tables;
#pragma warning disable CA2213 // It ends with its connection.
    private SqliteTransaction? _transaction;
#pragma warning restore CA2213
    private bool _replaces;

    public SqliteGroup(SqliteConnection connection, SqliteSink sink, WalCheckpoint checkpoint, long job)
    {
        Connection = connection;
        (_commit, _checkpoint, _job) = (sink.Options.CommitTransaction, checkpoint, job);
        _fence = new RawStatement(connection, $"SELECT run, last_n, chain FROM backfill_job WHERE id = {job}");
        _outbox = new RawStatement(
            connection, $"INSERT INTO backfill_commit (job, n, run, at, units, event, chain) VALUES ({job}, ?1, ?2, ?3, ?4, ?5, ?6)");
        _advance = new RawStatement(connection, $"UPDATE backfill_job SET last_n = ?1, chain = ?2 WHERE id = {job}");
        _empty = new RawStatement(connection, $"UPDATE backfill_commit SET event = NULL WHERE job = {job} AND n > ?1 AND n <= ?2 AND event IS NOT NULL");
        _ledger = new LedgerStatements(connection, job);
        _rejects = new RejectStatements(connection, job);
        _tables = sink.Tables.ToDictionary(t => t.Table.Name, t => new TableWriter(connection, t, job), StringComparer.Ordinal);
    }

    public SqliteConnection Connection { get; }

    public bool ChecksRowsTogether => false;

    public void Begin() => _transaction = Connection.BeginTransaction();

    public GroupContent Write(ReadOnlySpan<UnitResult> units, Fence fence, DateTimeOffset now)
    {
        CheckFence(fence);
        var n = fence.LastN + 1;
        _replaces = false;
        _rejects.Begin();
        var (taken, already) = (new List<UnitResult>(units.Length), new List<UnitResult>());
        foreach (var unit in units)
        {
            if (_ledger.TryAdd(n, unit))
            {
                CheckExisting(unit);
                WriteRows(unit);
            }
            else if (unit.Replaces)
            {
                Replace(n, unit);
            }
            else
            {
                already.Add(unit);
                continue;
            }

            _rejects.Put(unit.Unit.Key, unit.Replaces, unit.Rejected, fence.RunId, now);
            taken.Add(unit);
        }

        var content = GroupContent.Of(fence, now, taken, already);
        if (content.Event is { } commit)
        {
            WriteOutbox(commit, taken.Count);
        }

        return content;
    }

    public IEnumerable<int> InOrder(IReadOnlyList<TableRows> tables) => Enumerable.Range(0, tables.Count);

    public void TryRows(string unit, TableRows table, int first, int count)
    {
        _transaction!.Save("backfill_try");
        try
        {
            Writer(table).Write(unit, table.Rows, first, count, _ledger);
        }
        catch
        {
            _transaction.Rollback("backfill_try");
            _transaction.Release("backfill_try");
            throw;
        }

        _transaction.Release("backfill_try");
    }

    public void EmptyEvents(long after, long upTo)
    {
        _empty.Bind(1, after);
        _empty.Bind(2, upTo);
        _empty.Run();
    }

    public void Commit()
    {
        _commit(_transaction!);
        _transaction!.Dispose();
    }

    public bool TryRollback()
    {
        try
        {
            _transaction?.Dispose();
            return true;
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Tidy() => _checkpoint.Run(Connection);

    public string? ChainAt(long n)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "SELECT chain FROM backfill_commit WHERE job = $job AND n = $n";
        command.Parameters.AddWithValue("$job", _job);
        command.Parameters.AddWithValue("$n", n);
        return command.ExecuteScalar() as string;
    }

    public void Dispose()
    {
        _fence.Dispose();
        _outbox.Dispose();
        _advance.Dispose();
        _empty.Dispose();
        _ledger.Dispose();
        _rejects.Dispose();
        foreach (var table in _tables.Values)
        {
            table.Dispose();
        }

        Connection.Dispose();
    }

    private void CheckFence(Fence fence)
    {
        (string, long, string?)? found = null;
        if (_fence.Next())
        {
            found = (_fence.Text(0), _fence.Long(1), _fence.IsNull(2) ? null : _fence.Text(2));
            _fence.Reset();
        }

        fence.Check(found);
    }

    // The group is rolled back and split, until the unit is alone and skipped: that is rare.
    private void CheckExisting(UnitResult unit)
    {
        if (unit.Unless is not { } existing)
        {
            return;
        }

        using var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Names of the job's own tables and columns, checked when its file was read; values are bound.
        command.CommandText = existing.Sql;
#pragma warning restore CA2100
        for (var i = 0; i < existing.Columns.Length; i++)
        {
            command.Parameters.AddWithValue(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"$p{i}"), existing.Columns[i].Value);
        }

        if (command.ExecuteScalar() is not null)
        {
            throw existing.Skip();
        }
    }

    private void WriteRows(UnitResult unit)
    {
        foreach (var rows in unit.Rows)
        {
            Writer(rows).Write(unit.Unit.Key, rows.Rows, 0, rows.Rows.Count, _ledger);
        }
    }

    private TableWriter Writer(TableRows rows) => _tables.TryGetValue(rows.Table.Name, out var table)
        ? table
        : throw new BackfillException(FailureCategory.SinkSchema, $"table '{rows.Table.Name}' is not a table of the job");

    private void Replace(long n, UnitResult unit)
    {
        foreach (var table in _tables.Values)
        {
            if (!_replaces)
            {
                table.PrepareDelete();
            }

            table.Delete(unit.Unit.Key);
        }

        _replaces = true;
        _ledger.Replace(n, unit);
        WriteRows(unit);
    }

    private void WriteOutbox(UnitsSettled commit, int units)
    {
        _outbox.Bind(1, commit.N);
        _ = _outbox.TryBind(2, commit.RunId);
        _ = _outbox.TryBind(3, commit.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        _outbox.Bind(4, units);
        _outbox.Bind(5, GroupContent.Bytes(commit, units));
        _ = _outbox.TryBind(6, commit.Chain!);
        _outbox.Run();
        _advance.Bind(1, commit.N);
        _ = _advance.TryBind(2, commit.Chain!);
        _advance.Run();
    }
}
