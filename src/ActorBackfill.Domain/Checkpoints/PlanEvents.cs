using System.Collections.Immutable;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>One dimension of a plan that was run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Range or number of values, for people.</param>
/// <param name="Runs">Its values' coordinates as runs: first, count, first, count. Empty when they are too many to be kept.</param>
public sealed record PlanPart(string Name, string Description, ImmutableArray<long> Runs);

/// <summary>Event, manifest <c>pl1</c>: what the run that just started was to do. The next one compares its own plan with it.</summary>
/// <param name="RunId">Which run.</param>
/// <param name="At">When.</param>
/// <param name="Shape">What ordinals mean; see <see cref="Plans.Plan.Shape"/>.</param>
/// <param name="Fingerprint">Which plan, selections left aside.</param>
/// <param name="Units">Units of the whole plan.</param>
/// <param name="Parts">Its dimensions.</param>
public sealed record PlanRecorded(
    string RunId, DateTimeOffset At, string Shape, string Fingerprint, long Units, ImmutableArray<PlanPart> Parts) : ICheckpointEvent
{
    /// <summary>Gets which of the units this run was about, in words; null for all of them.</summary>
    public string? Selection { get; init; }

    /// <summary>Gets how many of them it was to run at most; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>Gets what the job's definition and processor were, 16 hexadecimal digits; units settled under others can be run again.</summary>
    public string? Code { get; init; }
}

/// <summary>Event, manifest <c>dr1</c>: settled units that the plan no longer has; somebody agreed (<c>--replan</c>). Their rows stay.</summary>
/// <param name="RunId">In which run.</param>
/// <param name="At">When.</param>
/// <param name="Units">Ordinals as runs: first, count, first, count.</param>
public sealed record UnitsDropped(string RunId, DateTimeOffset At, ImmutableArray<long> Units) : ICheckpointEvent;

/// <summary>
/// Event, manifest <c>fo1</c>: the dimensions changed so that ordinals mean other units; somebody agreed (<c>--replan</c>). No unit has an
/// outcome any more; the rows of the old ones stay until others replace them.
/// </summary>
/// <param name="RunId">In which run.</param>
/// <param name="At">When.</param>
/// <param name="Shape">What ordinals meant.</param>
public sealed record UnitsForgotten(string RunId, DateTimeOffset At, string Shape) : ICheckpointEvent;
