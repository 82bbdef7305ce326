using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Journals;

/// <summary>Groups what failed by kind, so that 3,112 failures are 4 groups.</summary>
internal static class FailureGroups
{
    // As many as a run reports.
    private const int MostGroups = 20;

    /// <summary>Gets the groups of a plan's units, most frequent first.</summary>
    /// <param name="plan">The plan of now.</param>
    /// <param name="state">What the journal says.</param>
    /// <param name="most">How many groups at most.</param>
    public static ImmutableArray<FailureGroup> Of(Plan plan, CheckpointState state, int most = MostGroups) => state.Closed.Count == 0 ? [] :
    [
        .. state.Closed
            .Where(unit => unit.Outcome is UnitOutcome.Failed or UnitOutcome.Quarantined && plan.IndexOfOrdinal(unit.Ordinal) >= 0)
            .GroupBy(unit => (Category: unit.Category ?? "", Text: FailureText.Normalise(unit.Text)))
            .Select(group => (group.Key, Count: group.LongCount(), First: group.MinBy(unit => unit.Ordinal)!))
            .OrderByDescending(group => group.Count)
            .ThenBy(group => group.Key.Text, StringComparer.Ordinal)
            .Take(most)
            .Select(group => new FailureGroup(
                group.Key.Category, group.Key.Text, group.Count, plan.KeyOf(group.First.Ordinal) ?? "", group.First.Text)),
    ];
}
