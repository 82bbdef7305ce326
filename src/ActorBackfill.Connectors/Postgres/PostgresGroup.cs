using System.Runtime.InteropServices;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>The writing connection of one job to a PostgreSQL database.</summary>
internal sealed class PostgresGroup : ISinkGroup
{
    private readonly PostgresSink _sink;
    private readonly long _job;
    private readonly LedgerRows _ledger;
    private readonly RejectedRows _rejects;
    private readonly IReadOnlyDictionary<string, PostgresTable> _tables;
    private readonly Dictionary<string, TableRowsWriter> _writers;
#pragma warning disable CA2213 // It ends with its connection.
    private NpgsqlTransaction? _transaction;
#pragma warning restore CA2213

    public PostgresGroup(NpgsqlConnection connection, PostgresSink sink, long job)
    {
        (Connection, _sink, _job) = (connection, sink, job);
        _ledger = new LedgerRows(connection, job);
        _rejects = new RejectedRows(connection, job);
        _tables = sink.Tables.ToDictionary(t => t.Table.Name, StringComparer.Ordinal);
        _writers = sink.Tables.ToDictionary(t => t.Table.Name, t => new TableRowsWriter(connection, t, job), StringComparer.Ordinal);
    }

    public NpgsqlConnection Connection { get; }

    public bool ChecksRowsTogether => true;

    public void Begin() => _transaction = Connection.BeginTransaction();

    public GroupContent Write(ReadOnlySpan<UnitResult> units, Fence fence, DateTimeOffset now)
    {
        try
        {
            return WriteAll(units, fence, now);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable && e.MessageText.Contains("\"backfill_", StringComparison.Ordinal))
        {
            throw new BackfillException(FailureCategory.SinkUnavailable, $"sink {_sink.Server.Address.Text} has no ledger any more ({e.MessageText})", e) { CanRetry = false };
        }
    }

    // Tables in one order for everybody.
    public IEnumerable<int> InOrder(IReadOnlyList<TableRows> tables) => Enumerable.Range(0, tables.Count).OrderBy(i => tables[i].Table.Name, StringComparer.Ordinal);

    public void TryRows(string unit, TableRows table, int first, int count)
    {
        if (!_writers.TryGetValue(table.Table.Name, out var writer))
        {
            throw new BackfillException(FailureCategory.SinkSchema, $"table '{table.Table.Name}' is not a table of the job");
        }

        _transaction!.Save("backfill_try");
        try
        {
            writer.Try([.. Enumerable.Range(first, count).Select(i => new UnitRow(unit, table.Rows[i], i + 1))]);
            // What would be checked at COMMIT only is checked now, while it is known which rows are at fault.
            Connection.Execute("SET CONSTRAINTS ALL IMMEDIATE");
        }
        catch (Exception e) when (!PostgresErrors.IsOfDatabase(e))
        {
            _transaction.Rollback("backfill_try");
            _transaction.Release("backfill_try");
            throw;
        }

        _transaction.Release("backfill_try");
    }

    public void EmptyEvents(long after, long upTo) => Connection.Execute(
        $"UPDATE backfill_commit SET event = NULL WHERE job = {_job} AND n > $1 AND n <= $2 AND event IS NOT NULL", PostgresConnection.Long(after), PostgresConnection.Long(upTo));

    public void Commit()
    {
        _sink.Options.CommitTransaction(_transaction!);
        _transaction!.Dispose();
    }

    public bool TryRollback()
    {
        try
        {
            _transaction?.Dispose();
            return Connection.State == System.Data.ConnectionState.Open;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    public void Tidy()
    {
        // The server tidies up by itself.
    }

    public string? ChainAt(long n)
    {
        // A COMMIT whose connection broke may be under way still: its row of the job is locked until it has ended.
        using var transaction = Connection.BeginTransaction();
        Connection.Execute($"SELECT 1 FROM backfill_job WHERE id = {_job} FOR SHARE");
        var chain = Connection.Scalar($"SELECT chain FROM backfill_commit WHERE job = {_job} AND n = $1", PostgresConnection.Long(n)) as string;
        transaction.Commit();
        return chain;
    }

    public void Dispose() => Connection.Dispose();

    private GroupContent WriteAll(ReadOnlySpan<UnitResult> units, Fence fence, DateTimeOffset now)
    {
        CheckFence(fence);
        var n = fence.LastN + 1;
        _rejects.Begin();
        var added = _ledger.Add(n, units);
        var (taken, again, already) = (new List<UnitResult>(units.Length), new List<UnitResult>(), new List<UnitResult>());
        foreach (var unit in units)
        {
            var isNew = added.Contains(unit.Unit.Key);
            (isNew || unit.Replaces ? taken : already).Add(unit);
            if (!isNew && unit.Replaces)
            {
                again.Add(unit);
            }
        }

        var content = GroupContent.Of(fence, now, taken, already);
        if (content.Event is { } commit)
        {
            Replace(n, again);
            WriteRows(taken, added);
            taken.ForEach(unit => _rejects.Put(unit.Unit.Key, unit.Replaces, unit.Rejected, fence.RunId, now));
            WriteOutbox(commit, taken.Count);
        }

        return content;
    }

    // FOR SHARE: a run that was frozen after its fence was read cannot commit into another one's.
    private void CheckFence(Fence fence)
    {
        var rows = Connection.Rows($"SELECT run, last_n, chain FROM backfill_job WHERE id = {_job} FOR SHARE", r => (r.GetString(0), r.GetInt64(1), r.IsDBNull(2) ? null : r.GetString(2)));
        fence.Check(rows is [var found] ? found : null);
    }

    private void Replace(long n, List<UnitResult> again)
    {
        if (again.Count == 0)
        {
            return;
        }

        _ledger.Replace(n, CollectionsMarshal.AsSpan(again));
        var keys = again.ConvertAll(u => u.Unit.Key);
        foreach (var (_, writer) in _writers.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            writer.Delete(keys);
        }
    }

    private void WriteRows(List<UnitResult> units, HashSet<string> added)
    {
        var corrections = new LedgerCorrections();
        var gathered = new GroupRows(_tables, _job);
        foreach (var unit in units)
        {
            // A unit that another one's rows make needless has to see those of the units before it.
            if (unit.Unless is { } existing && added.Contains(unit.Unit.Key))
            {
                Write(gathered, corrections);
                CheckExisting(existing);
            }

            gathered.Add(unit, corrections);
        }

        Write(gathered, corrections);
        _ledger.Correct(corrections);
    }

    private void Write(GroupRows gathered, LedgerCorrections corrections)
    {
        foreach (var (table, rows) in gathered.Take())
        {
            _writers[table].Write(rows, corrections);
        }
    }

    // The group is rolled back and split, until the unit is alone and skipped: that is rare.
    private void CheckExisting(ExistingRows existing)
    {
        using var command = Connection.Command(PostgresSinkReader.Named(existing.Sql));
        for (var i = 0; i < existing.Columns.Length; i++)
        {
            command.Parameters.Add(PostgresSinkReader.Parameter(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p{i}"), existing.Columns[i].Value));
        }

        if (command.ExecuteScalar() is not null)
        {
            throw existing.Skip();
        }
    }

    private void WriteOutbox(UnitsSettled commit, int units)
    {
        Connection.Execute(
            $"WITH outbox AS (INSERT INTO backfill_commit (job, n, run, at, units, event, chain) VALUES ({_job}, $1, $2, $3, $4, $5, $6)) "
            + $"UPDATE backfill_job SET last_n = $1, chain = $6 WHERE id = {_job}",
            PostgresConnection.Long(commit.N),
            PostgresConnection.Text(commit.RunId),
            PostgresConnection.At(commit.At),
            PostgresConnection.Long(units),
            PostgresConnection.Bytes(GroupContent.Bytes(commit, units)),
            PostgresConnection.Text(commit.Chain));
    }
}
