using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Commits groups of units to any database; contracts, "A commit", says in which order and why.</summary>
internal sealed class SinkWriter : ISinkWriter
{
    /// <summary>The most bytes of rows that a group of more than one unit may bring.</summary>
    private const long MaxGroupBytes = 8L << 20;

    /// <summary>How often a transaction that another one was in the way of begins again at once; after that the committer's own pause holds.</summary>
    private const int TriesAtOnce = 4;

    private readonly ISinkConnector _connector;
    private readonly CommitReport _report = new();
    private readonly GroupTransactions _transactions;

    public SinkWriter(ISinkConnector connector)
    {
        _connector = connector;
        _transactions = new GroupTransactions(connector, _report);
    }

    /// <summary>Gets the open connection, or null; tests limit it.</summary>
    internal ISinkGroup? Group => _transactions.Group;

    /// <inheritdoc/>
    public CommitResult Commit(IReadOnlyList<UnitResult> group, long journaled)
    {
        Check(group);
        try
        {
            _transactions.Start();
            CommitPart(_report.Begin(group), journaled);
            return _report.End();
        }
        catch (Exception e) when (_connector.Unavailable(e) is { } unavailable)
        {
            _transactions.Disconnect();
            throw unavailable;
        }
        catch (BackfillException)
        {
            // What is behind the connection may be another database by now; the next call looks anew.
            _transactions.Disconnect();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transactions.Dispose();
        _connector.Dispose();
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

    private void CommitPart(ReadOnlyMemory<UnitResult> units, long journaled)
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
            CommitTrimmed(units.Span[0], _connector.Refused(error), journaled);
            return;
        }

        CommitPart(units[..(units.Length / 2)], journaled);
        CommitPart(units[(units.Length / 2)..], journaled);
    }

    /// <summary>Commits a unit without the rows that the database refuses, where its job wants that; else the unit is refused.</summary>
    private void CommitTrimmed(UnitResult unit, BackfillException refusal, long journaled)
    {
        try
        {
            if (unit.Policy.BadRows == BadRows.RejectRow && IsOfRow(refusal) && Again(() => _transactions.Trim(unit, Row)) is var trimmed && trimmed.RefusedRows > 0)
            {
                CommitAgain(new[] { trimmed }, journaled);
                return;
            }
        }
        catch (Exception e) when (IsOfUnits(e))
        {
            refusal = _connector.Refused(e);
        }

        _report.Refused(unit, refusal);
    }

    private BackfillException? Row(Exception error) => IsOfUnits(error) && _connector.Refused(error) is var refused && IsOfRow(refused) ? refused : null;

    private static bool IsOfRow(BackfillException refusal) => refusal is { Category: FailureCategory.InvalidData, Skips: false };

    private bool IsOfUnits(Exception error) => error switch
    {
        BackfillException e => e.Category != FailureCategory.SinkUnavailable,
        FenceLostException or SinkUnusableException or OutOfMemoryException => false,
        _ => !_connector.IsOfDatabase(error),
    };

    private void CommitAgain(ReadOnlyMemory<UnitResult> units, long journaled) => Again(() =>
    {
        _transactions.Commit(units.Span, journaled);
        return true;
    });

    private T Again<T>(Func<T> transaction)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return transaction();
            }
            catch (Exception e) when (_connector.IsOfOthers(e) && tries < TriesAtOnce)
            {
                // The one that was let live needs milliseconds; two that begin again together would only meet again.
                using var pause = new ManualResetEventSlim();
#pragma warning disable CA5394 // Jitter, no secret.
                pause.Wait(Random.Shared.Next(1, 20 * tries));
#pragma warning restore CA5394
            }
        }
    }
}
