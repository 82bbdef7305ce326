using System.Collections.Immutable;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>The state of a job's journal at one event, manifest <c>cs1</c>; speeds recovery and is never needed for it.</summary>
public sealed record CheckpointSnapshot
{
    /// <summary>Gets the number of the last run, 0 before the first.</summary>
    public int Run { get; init; }

    /// <summary>Gets the id of the last run, or null before the first.</summary>
    public string? RunId { get; init; }

    /// <summary>Gets the sink the journal follows, or null before the first run.</summary>
    public string? SinkId { get; init; }

    /// <summary>Gets the last commit, 0 before the first.</summary>
    public long N { get; init; }

    /// <summary>Gets the chain at that commit, or null before the first.</summary>
    public string? Chain { get; init; }

    /// <summary>Gets whether the last run has ended in order.</summary>
    public RunEnd? LastEnd { get; init; }

    /// <summary>Gets when the last event was written.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Gets the ordinals of done units as runs: first, count, first, count.</summary>
    public ImmutableArray<long> Done { get; init; } = [];

    /// <summary>Gets the ordinals of empty units as runs.</summary>
    public ImmutableArray<long> Empty { get; init; } = [];

    /// <summary>Gets the ordinals of settled units that are to run again as runs; missing in snapshots of older versions.</summary>
    public ImmutableArray<long> Reopened { get; init; } = [];

    /// <summary>Gets the units that ended without rows in the sink.</summary>
    public ImmutableArray<ClosedUnit> Closed { get; init; } = [];

    /// <summary>Gets the breakers that are open, or wait for their probe; missing in snapshots of older versions.</summary>
    public ImmutableArray<BreakerOpened> Breakers { get; init; } = [];

    /// <summary>Gets the units that processes died with; missing in snapshots of older versions.</summary>
    public ImmutableArray<CrashedUnit> Crashed { get; init; } = [];

    /// <summary>Gets the ordinals of settled units that are agreed to be no longer in the plan, as runs; missing in snapshots of older versions.</summary>
    public ImmutableArray<long> Dropped { get; init; } = [];

    /// <summary>Gets what the last run was to do, or null.</summary>
    public PlanRecorded? Plan { get; init; }

    /// <summary>Gets the rows that settled units brought, in all runs.</summary>
    public long Rows { get; init; }

    /// <summary>Gets the values of list dimensions in number order.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Values { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
}
