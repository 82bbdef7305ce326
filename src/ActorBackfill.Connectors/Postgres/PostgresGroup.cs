using System.Runtime.InteropServices;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>The writing connection of one job: all that happens between BEGIN and COMMIT.</summary>
internal sealed class PostgresGroup : IDisposable
{
    private readonly long _job;
    private readonly LedgerRows _ledger;
    private readonly RejectedRows _rejects;
    private readonly IReadOnlyDictionary<string, PostgresTable> _tables;
    private readonly Dictionary<string, TableRowsWriter> _writers;

    public PostgresGroup(NpgsqlConnection connection, IReadOnlyList<PostgresTable> tables, long job)
    {
        (Connection, _job) = (connection, job);
        _ledger = new LedgerRows(connection, job);
        _rejects = new RejectedRows(connection, job);
        _tables = tables.ToDictionary(t => t.Table.Name, StringComparer.Ordinal);
        _writers = tables.ToDictionary(t => t.Table.Name, t => new TableRowsWriter(connection, t, job), StringComparer.Ordinal);
    }

    public NpgsqlConnection Connection { get; }

    /// <summary>Writes a group. First of all it looks whether the sink still is this run's.</summary>
    /// <exception cref="FenceLostException">It is not; nothing was written.</exception>
    public GroupContent Write(ReadOnlySpan<UnitResult> units, Fence fence, DateTimeOffset now)
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

        if (taken.Count == 0)
        {
            return new GroupContent(null, already, 0);
        }

        Replace(n, again);
        WriteRows(taken, added);
        taken.ForEach(unit => _rejects.Put(unit.Unit.Key, unit.Replaces, unit.Rejected, fence.RunId, now));
        var settled = taken.ConvertAll(u => new SettledUnit(u.Unit.Ordinal, u.Outcome, u.Attempt, u.RowCount, u.Milliseconds, u.Hash.Fingerprint));
        var commit = new UnitsSettled(n, fence.RunId, now.ToUniversalTime(), SettledUnits.Pack(settled));
        commit = commit with { Chain = CommitChain.Next(fence.Chain, commit) };
        WriteOutbox(commit, settled.Count);
        return new GroupContent(commit, already, taken.Sum(u => (long)u.Rejected.Length));
    }

    /// <summary>Empties the events of commits that the journal has.</summary>
    /// <param name="after">Emptied already up to here.</param>
    /// <param name="upTo">The last one to empty.</param>
    public void EmptyEvents(long after, long upTo) => Connection.Execute(
        $"UPDATE backfill_commit SET event = NULL WHERE job = {_job} AND n > $1 AND n <= $2 AND event IS NOT NULL", PostgresConnection.Long(after), PostgresConnection.Long(upTo));

    /// <summary>Gets the chain at a commit after every transaction that may still be at it has ended; null when there is no such commit.</summary>
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

    // FOR SHARE: a run that was frozen after its fence was read cannot commit into another one's. Equal, never smaller: a restored backup puts counters back.
    private void CheckFence(Fence fence)
    {
        if (Connection.Rows($"SELECT run, last_n, chain FROM backfill_job WHERE id = {_job} FOR SHARE", r => (Run: r.GetString(0), N: r.GetInt64(1), Chain: r.IsDBNull(2) ? null : r.GetString(2))) is not [var found])
        {
            throw new FenceLostException($"the sink has no row of the job any more; run {fence.RunId} wrote nothing");
        }

        if (found.Run != fence.RunId)
        {
            throw new FenceLostException($"the sink is run {found.Run}'s now; run {fence.RunId} wrote nothing");
        }

        if (found.N != fence.LastN || found.Chain != fence.Chain)
        {
            throw new FenceLostException($"the sink stands at commit {found.N}, run {fence.RunId} left it at {fence.LastN}: it was put back or written to; nothing was written");
        }
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
        var content = CheckpointCodec.Write(commit);
        if (content.Length > CheckpointCodec.MaxBytes)
        {
            throw new ArgumentException($"the event of {units} units has {content.Length} bytes; {CheckpointCodec.MaxBytes} are allowed", nameof(units));
        }

        Connection.Execute(
            $"WITH outbox AS (INSERT INTO backfill_commit (job, n, run, at, units, event, chain) VALUES ({_job}, $1, $2, $3, $4, $5, $6)) "
            + $"UPDATE backfill_job SET last_n = $1, chain = $6 WHERE id = {_job}",
            PostgresConnection.Long(commit.N),
            PostgresConnection.Text(commit.RunId),
            PostgresConnection.At(commit.At),
            PostgresConnection.Long(units),
            PostgresConnection.Bytes(content),
            PostgresConnection.Text(commit.Chain));
    }
}
