using ActorBackfill.Domain.Rows;
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

    /// <summary>Gets the positions of a unit's tables in the order in which they are written.</summary>
    IEnumerable<int> InOrder(IReadOnlyList<TableRows> tables);

    /// <summary>Gets whether constraints see all rows of a table together, so that a row may refer to one that comes after it.</summary>
    bool ChecksRowsTogether { get; }

    /// <summary>Writes some rows of a unit inside the transaction, all of them or none: it goes on after an exception.</summary>
    /// <param name="unit">The unit's key; its ledger row stands already.</param>
    /// <param name="table">Its rows of a table.</param>
    /// <param name="first">The first row to write, from 0.</param>
    /// <param name="count">How many.</param>
    void TryRows(string unit, TableRows table, int first, int count);

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
