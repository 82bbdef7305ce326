using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Host.Journals;

/// <summary>Counts the units of a plan by what the journal says of them.</summary>
internal static class PlanCounts
{
    /// <summary>Gets the counts; they add up to the plan.</summary>
    /// <param name="plan">The plan of now; the journal may know units outside of it.</param>
    /// <param name="state">What the journal says.</param>
    public static UnitCounts Of(Plan plan, CheckpointState state)
    {
        Span<long> counts = stackalloc long[5];
        for (var index = 0L; index < plan.Count; index++)
        {
            if (state.OutcomeOf(plan.OrdinalAt(index)) is { } outcome)
            {
                counts[(int)outcome]++;
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
