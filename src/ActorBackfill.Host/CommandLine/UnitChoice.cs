using System.Collections.Immutable;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.CommandLine;

/// <summary>Which units of a job a run is about, and in which order.</summary>
public sealed record UnitChoice
{
    /// <summary>The most units of a plan without <c>--max-units</c>: more are a mistake in a range more often than meant.</summary>
    public const long DefaultMaxUnits = 10_000_000;

    /// <summary>Gets the filter; everything by default.</summary>
    public UnitFilter Filter { get; init; } = UnitFilter.Everything;

    /// <summary>Gets the entities (<c>--entities a,b</c>); empty means all.</summary>
    public ImmutableArray<string> Entities { get; init; } = [];

    /// <summary>Gets the part of the units that this process takes, or null for all.</summary>
    public UnitShard? Shard { get; init; }

    /// <summary>Gets the file of a gap plan, or null.</summary>
    public string? FromGaps { get; init; }

    /// <summary>Gets the units by their keys, where another command has chosen them; null means all.</summary>
    public ImmutableArray<string>? Keys { get; init; }

    /// <summary>Gets the order as typed; null means as the job file says.</summary>
    public string? Order { get; init; }

    /// <summary>Gets the most units the plan may have.</summary>
    public long MaxUnits { get; init; } = DefaultMaxUnits;

    /// <summary>Gets how long ago a unit was settled that runs again; null means that none does.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Gets whether units that were settled under another definition of the job, or another processor, run again.</summary>
    public bool ChangedCode { get; init; }

    /// <summary>Gets whether units are skipped whose rows are in the sink already.</summary>
    public bool SkipsExisting { get; init; }

    /// <summary>Gets whether a plan that drops finished units is agreed to.</summary>
    public bool Replans { get; init; }

    /// <summary>Gets whether lists of entities are read anew, whatever is kept of them.</summary>
    public bool RefreshesLists { get; init; }
}
