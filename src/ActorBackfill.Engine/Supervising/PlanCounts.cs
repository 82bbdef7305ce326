using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Counts the units of a plan by what the journal says of them.</summary>
public static class PlanCounts
{
    /// <summary>Counts. One pass over the plan: about 0.1 s for a million units.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="state">What the journal says.</param>
    public static UnitCounts Count(Plan plan, CheckpointState state)
    {
        var counts = new long[5];
        if (state.SettledCount > 0 || state.Closed.Count > 0)
        {
            for (var index = 0L; index < plan.Count; index++)
            {
                if (state.OutcomeOf(plan.OrdinalAt(index)) is { } outcome)
                {
                    counts[(int)outcome]++;
                }
            }
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
