using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Units;

/// <summary>Which units are asked for, as an address says it: the same grammar as the flags of <c>backfill units</c>.</summary>
public sealed record UnitsQuestion
{
    /// <summary>The units of a page when nothing else is said.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The most units of a page.</summary>
    public const int MaxLimit = 500;

    /// <summary>Gets the filter as typed; empty means everything.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Gets the states; empty means all.</summary>
    public ImmutableArray<string> States { get; init; } = [];

    /// <summary>Gets the failure group; null means any, and units without one.</summary>
    public long? Group { get; init; }

    /// <summary>Gets the key of the last unit of the page before; null means from the start.</summary>
    public string? After { get; init; }

    /// <summary>Gets the most units that are wanted.</summary>
    public int Limit { get; init; } = DefaultLimit;
}
