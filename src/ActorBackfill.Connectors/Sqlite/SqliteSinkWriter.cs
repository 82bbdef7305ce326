using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Commits groups of units to one SQLite file; contracts, "A commit", says in which order and why.</summary>
internal sealed class SqliteSinkWriter : ISinkWriter
{
    /// <summary>The most bytes of rows that a group of more than one unit may bring.</summary>
    private const long MaxGroupBytes = 8L << 20;

    private readonly SqliteSink _sink;
    private readonly CommitLock _lock;
    private readonly CommitReport _report = new();
    private readonly WalCheckpoint _checkpoint;
    private GroupStatements? _statements;
    private Fence? _fence;
    private GroupCommit? _unknown;
    private long _emptied;

    public SqliteSinkWriter(SqliteSink sink)
    {
        _sink = sink;
        _lock = sink.File.NewLock();
        _checkpoint = new WalCheckpoint(sink.File.Path, sink.Options.CheckpointAboveBytes);
    }

    /// <summary>Gets the open connection, or null; tests limit it.</summary>
    internal SqliteConnection? Connection => _statements?.Connection;

    /// <inheritdoc/>
    public CommitResult Commit(IReadOnlyList<UnitResult> group, long journaled)
    {
        Check(group);
        _fence ??= _sink.Claimed ?? throw new InvalidOperationException("the sink was not claimed by a run");
        try
        {
            if (_unknown is not null)
            {
                using var held = _lock.Take();
                Resolve();
            }

            CommitPart(_report.Begin(group), journaled);
            return _report.End();
        }
        catch (SqliteException e) when (SqliteErrors.IsOfDatabase(e))
        {
            Disconnect();
            throw SqliteErrors.Unavailable(_sink.File.Path, e);
        }
        catch (SinkUnusableException e)
        {
            Disconnect();
            throw new BackfillException(FailureCategory.SinkUnavailable, e.Message, e) { CanRetry = false };
        }
        catch (BackfillException)
        {
            // The file behind the connection may be another one by now; the next call looks anew.
            Disconnect();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            using var held = _lock.Take();
            if (_statements is { } statements)
            {
                // Whoever copies the file alone after a run gets all of it.
                WalCheckpoint.Finish(statements.Connection);
            }

            Disconnect();
        }
        catch (Exception e) when (e is BackfillException or SqliteException)
        {
            // What was committed stands in the log, and the next opener finds it there.
            Disconnect();
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private static void Check(IReadOnlyList<UnitResult> group)
    {
        ArgumentOutOfRangeException.ThrowIfZero(group.Count, nameof(group));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(group.Count, SettledUnits.MaxUnits, nameof(group));
        if (group.Count > 1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(group.Sum(u => u.SizeBytes), MaxGroupBytes, nameof(group));
        }
    }

    private void CommitPart(ReadOnlySpan<UnitResult> units, long journaled)
    {
        if (units.IsEmpty)
        {
            return;
        }

        Exception error;
        try
        {
            CommitAll(units, journaled);
            return;
        }
        catch (Exception e) when (IsOfUnits(e))
        {
            error = e;
        }

        if (units.Length == 1)
        {
            _report.Refused(units[0], SqliteErrors.Refused(error));
            return;
        }

        CommitPart(units[..(units.Length / 2)], journaled);
        CommitPart(units[(units.Length / 2)..], journaled);
    }

    private static bool IsOfUnits(Exception error) => error switch
    {
        SqliteException e => !SqliteErrors.IsOfDatabase(e),
        BackfillException e => e.Category != FailureCategory.SinkUnavailable,
        FenceLostException or SinkUnusableException or OutOfMemoryException => false,
        _ => true,
    };

    private void CommitAll(ReadOnlySpan<UnitResult> units, long journaled)
    {
        using var held = _lock.Take();
        _sink.File.CheckIdentity();
        var statements = _statements ??= Connect();
        var emptyUpTo = Math.Min(journaled, _fence!.LastN);
        GroupContent content;
        var transaction = statements.Connection.BeginTransaction();
        try
        {
            content = statements.Write(units, _fence, _sink.Time.GetUtcNow());
            if (content.Event is null)
            {
                transaction.Rollback();
            }
            else if (emptyUpTo > _emptied)
            {
                statements.EmptyEvents(_emptied, emptyUpTo);
            }
        }
        catch
        {
            Abandon(transaction);
            throw;
        }

        if (content.Event is { } commit)
        {
            _unknown = new GroupCommit(commit, units.ToArray(), content.AlreadySettled, content.Rejected);
            End(transaction);
            Settled();
            _emptied = Math.Max(_emptied, emptyUpTo);
            _checkpoint.Run(_statements!.Connection);
        }

        _report.AlreadySettled(content.AlreadySettled);
    }

    // A COMMIT that throws may have committed: only the outbox knows.
    private void End(SqliteTransaction transaction)
    {
        try
        {
            _sink.Options.CommitTransaction(transaction);
            transaction.Dispose();
        }
        catch (Exception)
        {
            Abandon(transaction);
            Disconnect();
            if (!Resolve())
            {
                throw;
            }
        }
    }

    /// <summary>Finds out what became of an unknown commit; false when it did not happen. The lock is held.</summary>
    private bool Resolve()
    {
        if (_unknown is not { } pending)
        {
            return true;
        }

        _sink.File.CheckIdentity();
        _statements ??= Connect();
        using var command = _statements.Connection.CreateCommand();
        command.CommandText = "SELECT chain FROM backfill_commit WHERE job = $job AND n = $n";
        command.Parameters.AddWithValue("$job", _fence!.Job);
        command.Parameters.AddWithValue("$n", pending.Event.N);
        if (command.ExecuteScalar() as string == pending.Event.Chain)
        {
            Settled();
            return true;
        }

        _unknown = null;
        return false;
    }

    private void Settled()
    {
        if (_unknown is { } settled)
        {
            _unknown = null;
            _fence = _fence! with { LastN = settled.Event.N, Chain = settled.Event.Chain };
            _report.Committed(settled);
        }
    }

    private GroupStatements Connect()
    {
        var connection = _sink.File.OpenForWriting(create: false);
        try
        {
            _checkpoint.Start();
            return new GroupStatements(connection, _sink.Tables, _fence!.Job);
        }
        catch (SqliteException e) when (!SqliteErrors.IsOfDatabase(e))
        {
            connection.Dispose();
            throw new BackfillException(FailureCategory.SinkUnavailable, $"sink {_sink.File.Path} has no ledger any more ({e.Message})", e) { CanRetry = false };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A transaction is dropped at its first exception. When even that fails, so is the connection.
    private void Abandon(SqliteTransaction transaction)
    {
        try
        {
            transaction.Dispose();
        }
        catch (Exception e) when (e is SqliteException or InvalidOperationException)
        {
            Disconnect();
        }
    }

    // Without the lock: a close that finds another connection open leaves the log alone, and else there is nobody to race with.
    private void Disconnect()
    {
        _statements?.Dispose();
        _statements = null;
    }
}
