using System.Collections.Immutable;
using ActorBackfill.Domain.Gates;

namespace ActorBackfill.Host.Gates;

/// <summary>What a gate found.</summary>
/// <param name="Name">The job's or the gate's name.</param>
/// <param name="Rule">What was demanded.</param>
/// <param name="Parts">What was counted: the job, each of its values, or each table. All must be met.</param>
/// <param name="Gaps">Keys that are not covered, in their order; at most <see cref="MaxGaps"/>.</param>
/// <param name="GapCount">How many there are.</param>
internal sealed record GateOutcome(string Name, GateRule Rule, ImmutableArray<GateTally> Parts, ImmutableArray<string> Gaps, long GapCount)
{
    /// <summary>The most gaps that are kept; a gate with more of them is not about to open.</summary>
    public const int MaxGaps = 1_000_000;

    /// <summary>Gets whether the gate is open: every part has enough.</summary>
    public bool IsOpen => Parts.Length > 0 && Parts.All(p => p.IsMet);
}
