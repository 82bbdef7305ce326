using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>A database that sinks are in, before one is opened: the one place that a command needs to know to work with all of them.</summary>
public interface ISinkDatabase
{
    /// <summary>Gets where it is, for people: an absolute path or an address without a password.</summary>
    string Address { get; }

    /// <summary>Gets its file; null for a server.</summary>
    string? File { get; }

    /// <summary>Gets what <c>--sink</c> takes for it; may hold a password and is never printed.</summary>
    string Flag { get; }

    /// <summary>Makes this process the one holder of a job.</summary>
    /// <param name="jobIdentity">The job's identity text.</param>
    /// <param name="stateDirectory">The job's own directory; created when missing.</param>
    /// <param name="takeover">Whether another holder is ended.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="JobHeldException">Another process holds it.</exception>
    IDisposable Acquire(string jobIdentity, string stateDirectory, bool takeover, TimeProvider time);

    /// <summary>Finds out who holds a job without taking it; null when nobody does.</summary>
    /// <param name="jobIdentity">The job's identity text.</param>
    /// <param name="stateDirectory">The job's own directory.</param>
    HolderInfo? Holder(string jobIdentity, string stateDirectory);

    /// <summary>Opens a job's sink.</summary>
    /// <param name="tables">The job's tables.</param>
    /// <param name="jobIdentity">The job's identity text.</param>
    /// <param name="mode">What may be created.</param>
    /// <param name="use">How it will be used.</param>
    /// <param name="time">The clock.</param>
    ISinkStore Open(ImmutableArray<TableDefinition> tables, string jobIdentity, SinkOpenMode mode, SinkUse use, TimeProvider time);

    /// <summary>Opens the ledger of a job for single questions; it finds nothing where the sink is missing or cannot be read.</summary>
    /// <param name="jobIdentity">The job's identity text.</param>
    ILedgerLookup Lookup(string jobIdentity);

    /// <summary>Gets the distinct values of a column and how many rows each has.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="isDate">Whether only the first ten characters count, the day of a timestamp.</param>
    IReadOnlyDictionary<string, long?> Values(string table, string column, bool isDate);

    /// <summary>Gets the keys that a query gives in its first column, and the rows in its second when it has one.</summary>
    /// <param name="sql">The operator's own query; it cannot write.</param>
    IReadOnlyDictionary<string, long?> Keys(string sql);

    /// <summary>Looks at what a run would find, and changes nothing.</summary>
    /// <param name="workers">Of the run.</param>
    IEnumerable<SinkFinding> Examine(int workers);

    /// <summary>Gets a place for the sink of one proof, beside this one, whose tables readers find when the proof has none of that name.</summary>
    /// <param name="directory">The proof's own directory.</param>
    ISinkDatabase Scratch(string directory);

    /// <summary>Deletes what a scratch place holds; its directory is the caller's.</summary>
    void Discard();
}

/// <summary>How a sink will be used.</summary>
/// <param name="Workers">Workers of the run; 0 when none runs.</param>
/// <param name="AlsoReads">Another database's file, in which processors find what this one does not have; null for none.</param>
public sealed record SinkUse(int Workers = 0, string? AlsoReads = null);

/// <summary>What was found out about a sink.</summary>
/// <param name="IsProblem">Whether no run can use it so.</param>
/// <param name="Text">What.</param>
/// <param name="Help">What helps; null where nothing is wrong.</param>
public sealed record SinkFinding(bool IsProblem, string Text, string? Help = null)
{
    /// <summary>Gets whether it can be used so, and somebody should know.</summary>
    public bool IsWarning { get; init; }
}
