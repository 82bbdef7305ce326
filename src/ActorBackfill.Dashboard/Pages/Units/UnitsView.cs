using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Calendar;

namespace ActorBackfill.Dashboard.Pages.Units;

/// <summary>A page of units.</summary>
public sealed record UnitsView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the number of the journal event that everything here has taken in.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets which units were asked for.</summary>
    public required UnitsQuestion Question { get; init; }

    /// <summary>Gets the units.</summary>
    public ImmutableArray<UnitRow> Units { get; init; } = [];

    /// <summary>Gets the key to go on after; null when this is the last page.</summary>
    public string? Next { get; init; }

    /// <summary>Gets all units of the plan by their states.</summary>
    public required CellCounts All { get; init; }

    /// <summary>Gets the units by their states for which the filter's terms about dimensions hold; null when it has other terms too, or is none.</summary>
    public CellCounts? Chosen { get; init; }

    /// <summary>Gets what is wrong with the question, with the place; null when nothing is.</summary>
    public string? Error { get; init; }

    /// <summary>Gets what could not be said of the units; null when nothing is missing.</summary>
    public string? Notice { get; init; }

    /// <summary>Gets the names that a filter can ask for.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Gets what a retry of these units would open again; null when it was not asked for.</summary>
    public RetryPreview? Retry { get; init; }
}

/// <summary>A unit of the list.</summary>
/// <param name="Key">Its key.</param>
/// <param name="State">Its state: done, empty, skipped, failed, quarantined or open.</param>
public sealed record UnitRow(string Key, string State)
{
    /// <summary>Gets whether it is settled and to run again all the same.</summary>
    public bool RunsAgain { get; init; }

    /// <summary>Gets the attempt that ended it; null for open ones.</summary>
    public int? Attempt { get; init; }

    /// <summary>Gets the rows it brought; null where nothing was committed.</summary>
    public long? Rows { get; init; }

    /// <summary>Gets its failure group, or null.</summary>
    public long? Group { get; init; }

    /// <summary>Gets why it ended without rows, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Gets that in one sentence, as the source or the program said it.</summary>
    public string? Text { get; init; }
}
