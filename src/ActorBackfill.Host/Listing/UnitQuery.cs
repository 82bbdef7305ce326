using System.Collections.Immutable;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Listing;

/// <summary>Which units are asked for.</summary>
internal sealed record UnitQuery
{
    /// <summary>Gets the filter.</summary>
    public UnitFilter Filter { get; init; } = UnitFilter.Everything;

    /// <summary>Gets the states, by name; empty means all.</summary>
    public ImmutableArray<string> States { get; init; } = [];

    /// <summary>Gets the failure group; null means any, and units without one.</summary>
    public long? Group { get; init; }

    /// <summary>Gets the key of the last unit of the page before; null means from the start.</summary>
    public string? After { get; init; }
}
