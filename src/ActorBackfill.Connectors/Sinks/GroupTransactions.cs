using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>The transactions of one writer: each whole or not at all, and one whose COMMIT went unanswered is looked up before the next begins.</summary>
internal sealed class GroupTransactions(ISinkConnector connector, CommitReport report) : IDisposable
{
    private Fence? _fence;
    private GroupCommit? _unknown;
    private long _emptied;

    /// <summary>Gets the open connection, or null.</summary>
    public ISinkGroup? Group { get; private set; }

    /// <summary>Begins a call: finds out what became of an unknown commit of the one before.</summary>
    /// <exception cref="InvalidOperationException">No run has claimed the sink.</exception>
    public void Start()
    {
        _fence ??= connector.Claimed ?? throw new InvalidOperationException("the sink was not claimed by a run");
        if (_unknown is not null)
        {
            using var turn = connector.TakeTurn();
            Resolve();
        }
    }

    /// <summary>Commits units in one transaction; any exception means that none of them was.</summary>
    /// <param name="units">The units.</param>
    /// <param name="journaled">The last commit that the journal holds.</param>
    public void Commit(ReadOnlySpan<UnitResult> units, long journaled)
    {
        using var turn = connector.TakeTurn();
        var group = Group ??= connector.Connect(_fence!.Job);
        var emptyUpTo = Math.Min(journaled, _fence!.LastN);
        var content = Write(group, units, emptyUpTo);
        if (content.Event is { } commit)
        {
            _unknown = new GroupCommit(commit, units.ToArray(), content.AlreadySettled, content.Rejected);
            End(group);
            Settled();
            _emptied = Math.Max(_emptied, emptyUpTo);
            Group?.Tidy();
        }

        report.AlreadySettled(content.AlreadySettled);
    }

    /// <summary>Finds the rows of a unit that the database refuses; nothing is committed.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="refusal">Makes an error the refusal of a row; null when it is something else.</param>
    /// <returns>The unit without them; the same when all of its rows would be taken.</returns>
    /// <exception cref="BackfillException">There are more of them than the unit's policy allows.</exception>
    public UnitResult Trim(UnitResult unit, Func<Exception, BackfillException?> refusal)
    {
        using var turn = connector.TakeTurn();
        var group = Group ??= connector.Connect(_fence!.Job);
        group.Begin();
        try
        {
            return new RowSearch(group, unit, refusal).Run(_fence!, connector.Time.GetUtcNow());
        }
        finally
        {
            Abandon(group);
        }
    }

    /// <summary>Closes the connection; the next call opens another one.</summary>
    public void Disconnect()
    {
        Group?.Dispose();
        Group = null;
    }

    public void Dispose()
    {
        var group = Group;
        Group = null;
        connector.Close(group);
    }

    private GroupContent Write(ISinkGroup group, ReadOnlySpan<UnitResult> units, long emptyUpTo)
    {
        group.Begin();
        try
        {
            var content = group.Write(units, _fence!, connector.Time.GetUtcNow());
            if (content.Event is null)
            {
                Abandon(group);
            }
            else if (emptyUpTo > _emptied)
            {
                group.EmptyEvents(_emptied, emptyUpTo);
            }

            return content;
        }
        catch
        {
            Abandon(group);
            throw;
        }
    }

    // A COMMIT that throws may have committed: only the outbox knows.
    private void End(ISinkGroup group)
    {
        try
        {
            group.Commit();
        }
        catch (Exception)
        {
            Abandon(group);
            Disconnect();
            if (!Resolve())
            {
                throw;
            }
        }
    }

    /// <summary>Finds out what became of an unknown commit; false when it did not happen. The turn is held.</summary>
    private bool Resolve()
    {
        if (_unknown is not { } pending)
        {
            return true;
        }

        Group ??= connector.Connect(_fence!.Job);
        if (Group.ChainAt(pending.Event.N) == pending.Event.Chain)
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
            report.Committed(settled);
        }
    }

    // A transaction is dropped at its first exception. When even that fails, so is the connection.
    private void Abandon(ISinkGroup group)
    {
        if (!group.TryRollback())
        {
            Disconnect();
        }
    }
}
