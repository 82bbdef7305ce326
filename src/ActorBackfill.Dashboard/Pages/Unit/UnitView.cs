using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Unit;

/// <summary>One unit and what became of it.</summary>
public sealed record UnitView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the number of the journal event that everything here has taken in.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the unit's key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets its state: a unit's, or what its run says of it while it goes on.</summary>
    public required string State { get; init; }

    /// <summary>Gets whether it is settled and to run again all the same.</summary>
    public bool RunsAgain { get; init; }

    /// <summary>Gets name and value of each of its dimensions.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Values { get; init; } = [];

    /// <summary>Gets the attempt that ended it, or null.</summary>
    public int? Attempt { get; init; }

    /// <summary>Gets why it ended without rows, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Gets that in the words of the source or the program, or null.</summary>
    public string? Text { get; init; }

    /// <summary>Gets its failure group, or null.</summary>
    public long? Group { get; init; }

    /// <summary>Gets its row in the sink's ledger; null when it has none.</summary>
    public LedgerRow? Ledger { get; init; }

    /// <summary>Gets why the ledger could not be asked, or null.</summary>
    public string? LedgerTrouble { get; init; }

    /// <summary>Gets what keeps it from being done, or was said of it last.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Gets what the journal has of it, oldest first.</summary>
    public ImmutableArray<UnitMoment> Moments { get; init; } = [];

    /// <summary>Gets how many earlier entries are not shown.</summary>
    public int Earlier { get; init; }

    /// <summary>Gets whether it can be opened again.</summary>
    public bool CanRetry { get; init; }
}

/// <summary>A row of the sink's ledger: written in the same transaction as the unit's rows.</summary>
/// <param name="Commit">The number of the commit.</param>
/// <param name="Rows">The unit's rows.</param>
/// <param name="Hash">Their content.</param>
public sealed record LedgerRow(long Commit, long Rows, string Hash);

/// <summary>Something that the journal has of a unit.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, in one word: a state, <c>attempt</c>, <c>requeued</c>.</param>
/// <param name="Text">In words.</param>
public sealed record UnitMoment(DateTimeOffset At, string Kind, string Text);
