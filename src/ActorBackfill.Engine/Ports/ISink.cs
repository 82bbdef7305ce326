using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Engine.Ports;

/// <summary>Where rows go: a database opened for one job, its tables created or checked. Disposed after all that came from it.</summary>
public interface ISink : IDisposable
{
    /// <summary>Gets one line for people, without secrets.</summary>
    string Description { get; }

    /// <summary>Gets the ledger beside the job's tables.</summary>
    ILedger Ledger { get; }

    /// <summary>Opens a writer; a sink says by itself how many at a time make sense (SQLite: one).</summary>
    ISinkWriter OpenWriter();

    /// <summary>Opens a read-only connection for one worker.</summary>
    ISinkReader OpenReader();
}

/// <summary>What a unit brings to the sink.</summary>
/// <param name="Unit">Which unit.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Rows">Its rows a table; tables without rows may be missing. Empty for an empty unit.</param>
/// <param name="RowCount">Rows of all tables.</param>
/// <param name="Hash">Their content.</param>
/// <param name="SizeBytes">About how much memory the rows take; bounds groups and credits.</param>
/// <param name="Milliseconds">How long the attempt took.</param>
/// <param name="Replaces">Whether the unit may be in the ledger already and its rows are to be replaced (open periods, <c>--no-resume</c>).</param>
public sealed record UnitResult(
    PlanUnit Unit,
    int Attempt,
    IReadOnlyList<TableRows> Rows,
    int RowCount,
    ContentHash Hash,
    long SizeBytes,
    int Milliseconds,
    bool Replaces)
{
    /// <summary>Gets the rows that make the unit needless when the sink has one of them by now (<c>--skip-existing</c>); null for none.</summary>
    public ExistingRows? Unless { get; init; }

    /// <summary>Gets the rows that were not taken; they are written beside the ledger row, in place of those of an earlier time.</summary>
    public ImmutableArray<RejectedRow> Rejected { get; init; } = [];

    /// <summary>Gets what becomes of a row that the database refuses. Default: it fails the unit.</summary>
    public RowPolicy Policy { get; init; } = new();

    /// <summary>Gets the rows that were dropped because a later one of the unit had their key; they count where shares of rows are allowed.</summary>
    public int Duplicates { get; init; }

    /// <summary>Gets how many of <see cref="Rejected"/> the database refused; they are not in <see cref="Rows"/> any more. Set by the writer.</summary>
    public int RefusedRows { get; init; }

    /// <summary>Gets the outcome once it is committed.</summary>
    public UnitOutcome Outcome => RowCount == 0 ? UnitOutcome.Empty : UnitOutcome.Done;
}

/// <summary>Commits units. Blocks its thread; used by one thread only.</summary>
public interface ISinkWriter : IDisposable
{
    /// <summary>
    /// Commits a group: ledger rows first, their rows, the outbox, the counter, in one transaction and only while the sink still carries this
    /// run's id. A group that fails is split in halves down to one unit, so that only the unit that is at fault fails. Where its job rejects rows, such a unit is committed without those that the database refuses.
    /// </summary>
    /// <param name="group">1 to <see cref="SettledUnits.MaxUnits"/> units, no two the same.</param>
    /// <param name="journaled">The last commit that the journal holds; events up to it are emptied from the outbox.</param>
    /// <exception cref="FenceLostException">Another run owns the sink; nothing was written.</exception>
    /// <exception cref="BackfillException">
    /// <see cref="FailureCategory.SinkUnavailable"/>: the sink cannot take anything now; nothing of the rest of the group was written, and
    /// the call can be repeated with all of it: units that are in the ledger already are passed over.
    /// </exception>
    CommitResult Commit(IReadOnlyList<UnitResult> group, long journaled);
}

/// <summary>What became of a group.</summary>
/// <param name="Commits">The commits it became, in order; one unless the group was split.</param>
/// <param name="AlreadySettled">Units that the ledger had; their rows were dropped.</param>
/// <param name="Refused">Units that failed, each with its reason.</param>
public sealed record CommitResult(
    ImmutableArray<UnitsSettled> Commits, ImmutableArray<UnitResult> AlreadySettled, ImmutableArray<RefusedUnit> Refused)
{
    /// <summary>Gets the rows that the commits rejected.</summary>
    public long Rejected { get; init; }

    /// <summary>Gets units as they were committed that lost rows because the database refused them.</summary>
    public ImmutableArray<UnitResult> Trimmed { get; init; } = [];
}

/// <summary>A unit that the sink did not take.</summary>
/// <param name="Result">The unit.</param>
/// <param name="Error">Why.</param>
public sealed record RefusedUnit(UnitResult Result, BackfillException Error);

/// <summary>Reads the sink for one worker.</summary>
public interface ISinkReader : IDisposable
{
    /// <summary>Runs a query.</summary>
    /// <param name="sql">One SELECT with named parameters, <c>$name</c>.</param>
    /// <param name="parameters">Their values.</param>
    /// <returns>The rows: values by column name.</returns>
    /// <exception cref="BackfillException">The query is wrong or the sink cannot be read.</exception>
    IReadOnlyList<IReadOnlyDictionary<string, object?>> Query(string sql, params (string Name, object? Value)[] parameters);
}

/// <summary>The sink's own account of which units are in it.</summary>
public interface ILedger
{
    /// <summary>Gets where the ledger of the job stands, or null when the sink has none yet.</summary>
    LedgerPosition? Position();

    /// <summary>Makes this run the only one whose commits are taken, and creates the job's row when it is missing.</summary>
    /// <param name="runId">32 hexadecimal digits, random.</param>
    LedgerPosition Claim(string runId);

    /// <summary>Gets the commits after one, in order, with the events the outbox still holds.</summary>
    /// <param name="n">The commit the journal has; 0 for all.</param>
    IReadOnlyList<OutboxCommit> CommitsAfter(long n);

    /// <summary>Gets the chain at a commit, or null when the sink has no such commit.</summary>
    /// <param name="n">The commit.</param>
    string? ChainAt(long n);

    /// <summary>Gets the units of the ledger in key order, read as they are asked for.</summary>
    IEnumerable<LedgerUnit> Units();
}

/// <summary>Where a ledger stands.</summary>
/// <param name="SinkId">Which sink, 32 hexadecimal digits, random when it was first used.</param>
/// <param name="RunId">The run whose commits are taken.</param>
/// <param name="LastN">The last commit, 0 before the first.</param>
/// <param name="Chain">The chain at it, or null before the first.</param>
/// <param name="Units">Ledger rows of the job.</param>
public sealed record LedgerPosition(string SinkId, string RunId, long LastN, string? Chain, long Units);

/// <summary>One commit of the outbox.</summary>
/// <param name="N">Its number.</param>
/// <param name="Chain">The chain at it.</param>
/// <param name="Event">Its event, or null when the journal has had it and it was emptied.</param>
public sealed record OutboxCommit(long N, string Chain, UnitsSettled? Event);

/// <summary>One row of the ledger.</summary>
/// <param name="Key">The unit.</param>
/// <param name="N">The commit that settled it.</param>
/// <param name="Attempt">The attempt that ended it.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Hash">Their content.</param>
public sealed record LedgerUnit(string Key, long N, int Attempt, long Rows, ContentHash Hash);

/// <summary>The sink carries another run's id: this process is no longer the one that runs the job. Nothing was written.</summary>
public sealed class FenceLostException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Whose run id was found.</param>
    public FenceLostException(string message)
        : base(message)
    {
    }
}

/// <summary>The sink cannot be used: another program's file, a missing directory, tables that do not fit. Exit 7.</summary>
public sealed class SinkUnusableException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what helps.</param>
    /// <param name="inner">The driver's exception, or null.</param>
    public SinkUnusableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
