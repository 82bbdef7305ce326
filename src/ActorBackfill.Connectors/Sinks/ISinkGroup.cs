using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>The writing connection of one job: what a database supplies between BEGIN and COMMIT. One transaction at a time, one thread.</summary>
internal interface ISinkGroup : IDisposable
{
    /// <summary>Begins a transaction.</summary>
    void Begin();

    /// <summary>Writes a group: ledger, rows, rejected rows, outbox. First of all it looks whether the sink still is this run's.</summary>
    /// <exception cref="FenceLostException">It is not; nothing was written.</exception>
    GroupContent Write(ReadOnlySpan<UnitResult> units, Fence fence, DateTimeOffset now);

    /// <summary>Empties the events of commits that the journal has.</summary>
    /// <param name="after">Emptied already up to here.</param>
    /// <param name="upTo">The last one to empty.</param>
    void EmptyEvents(long after, long upTo);

    /// <summary>Commits; when it throws, it may have committed.</summary>
    void Commit();

    /// <summary>Drops the transaction; false when the connection is of no use any more.</summary>
    bool TryRollback();

    /// <summary>Does what is to be done after commits, outside of transactions.</summary>
    void Tidy();

    /// <summary>Gets the chain at a commit after every transaction that may still be at it has ended; null when there is no such commit.</summary>
    string? ChainAt(long n);
}
