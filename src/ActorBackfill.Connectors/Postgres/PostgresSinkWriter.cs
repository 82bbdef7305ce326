using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Commits groups of units to one PostgreSQL database; contracts, "A commit" and "PostgreSQL", say in which order and why.</summary>
internal sealed class PostgresSinkWriter(PostgresSink sink) : ISinkWriter
{
    /// <summary>The most bytes of rows that a group of more than one unit may bring.</summary>
    private const long MaxGroupBytes = 8L << 20;

    /// <summary>How often a transaction that another one was in the way of begins again at once; after that the committer's own pause holds.</summary>
    private const int TriesAtOnce = 4;

    private readonly CommitReport _report = new();
    private PostgresGroup? _group;
    private Fence? _fence;
    private GroupCommit? _unknown;
    private long _emptied;

    /// <inheritdoc/>
    public CommitResult Commit(IReadOnlyList<UnitResult> group, long journaled)
    {
        Check(group);
        _fence ??= sink.Claimed ?? throw new InvalidOperationException("the sink was not claimed by a run");
        try
        {
            Resolve();
            CommitPart(_report.Begin(group), journaled);
            return _report.End();
        }
        catch (Exception e) when (PostgresErrors.IsOfDatabase(e))
        {
            Disconnect();
            throw PostgresErrors.Unavailable(sink.Server.Address, e);
        }
        catch (BackfillException)
        {
            Disconnect();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Disconnect();

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
            CommitAgain(units, journaled);
            return;
        }
        catch (Exception e) when (IsOfUnits(e))
        {
            error = e;
        }

        if (units.Length == 1)
        {
            _report.Refused(units[0], PostgresErrors.Refused(error));
            return;
        }

        CommitPart(units[..(units.Length / 2)], journaled);
        CommitPart(units[(units.Length / 2)..], journaled);
    }

    private static bool IsOfUnits(Exception error) => error switch
    {
        BackfillException e => e.Category != FailureCategory.SinkUnavailable,
        FenceLostException or SinkUnusableException or OutOfMemoryException => false,
        _ => !PostgresErrors.IsOfDatabase(error),
    };

    private void CommitAgain(ReadOnlySpan<UnitResult> units, long journaled)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                CommitAll(units, journaled);
                return;
            }
            catch (Exception e) when (PostgresErrors.IsOfOthers(e) && tries < TriesAtOnce)
            {
                // The one that was let live needs milliseconds; two that begin again together would only meet again.
                using var pause = new ManualResetEventSlim();
#pragma warning disable CA5394 // Jitter, no secret.
                pause.Wait(Random.Shared.Next(1, 20 * tries));
#pragma warning restore CA5394
            }
        }
    }

    private void CommitAll(ReadOnlySpan<UnitResult> units, long journaled)
    {
        var group = _group ??= Connect();
        var emptyUpTo = Math.Min(journaled, _fence!.LastN);
        GroupContent content;
        var transaction = group.Connection.BeginTransaction();
        try
        {
            content = group.Write(units, _fence, sink.Time.GetUtcNow());
            if (content.Event is null)
            {
                transaction.Rollback();
            }
            else if (emptyUpTo > _emptied)
            {
                group.EmptyEvents(_emptied, emptyUpTo);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable && e.MessageText.Contains("\"backfill_", StringComparison.Ordinal))
        {
            Abandon(transaction);
            throw new BackfillException(FailureCategory.SinkUnavailable, $"sink {sink.Server.Address.Text} has no ledger any more ({e.MessageText})", e) { CanRetry = false };
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
        }

        transaction.Dispose();
        _report.AlreadySettled(content.AlreadySettled);
    }

    // A COMMIT that throws may have committed: only the outbox knows.
    private void End(NpgsqlTransaction transaction)
    {
        try
        {
            sink.Options.CommitTransaction(transaction);
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

    /// <summary>Finds out what became of an unknown commit; false when it did not happen.</summary>
    private bool Resolve()
    {
        if (_unknown is not { } pending)
        {
            return true;
        }

        _group ??= Connect();
        if (_group.ChainAt(pending.Event.N) == pending.Event.Chain)
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

#pragma warning disable CA2000 // The connection belongs to what is returned.
    private PostgresGroup Connect() => new(sink.Server.OpenForWriting(), sink.Tables, _fence!.Job);
#pragma warning restore CA2000

    // A transaction is dropped at its first exception. When even that fails, so is the connection.
    private void Abandon(NpgsqlTransaction transaction)
    {
        try
        {
            transaction.Dispose();
            if (_group is { Connection.State: not System.Data.ConnectionState.Open })
            {
                Disconnect();
            }
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
        {
            Disconnect();
        }
    }

    private void Disconnect()
    {
        _group?.Dispose();
        _group = null;
    }
}
