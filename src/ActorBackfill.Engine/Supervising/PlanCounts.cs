using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Counts the units of a plan by what the journal says of them.</summary>
public static class PlanCounts
{
    /// <summary>Counts by runs of ordinals: a million units of one dimension are one step.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">What the journal says.</param>
    public static UnitCounts Count(Plan plan, CheckpointState state)
    {
        var counts = new long[5];
        if (state.SettledCount > 0)
        {
            foreach (var (first, count) in plan.OrdinalRuns())
            {
                var (done, empty) = state.CountIn(first, count);
                counts[(int)UnitOutcome.Done] += done;
                counts[(int)UnitOutcome.Empty] += empty;
            }
        }

        foreach (var unit in state.Closed)
        {
            counts[(int)unit.Outcome] += plan.IndexOfOrdinal(unit.Ordinal) >= 0 ? 1 : 0;
        }

        return new UnitCounts(
            plan.Count,
            counts[(int)UnitOutcome.Done],
            counts[(int)UnitOutcome.Empty],
            counts[(int)UnitOutcome.Skipped],
            counts[(int)UnitOutcome.Failed],
            counts[(int)UnitOutcome.Quarantined]);
    }
}
