using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Systems.EntityStatistics;

/// <summary>The entity that a unit is about: the value of the plan's one dimension.</summary>
internal static class AskedEntity
{
    /// <summary>Gets the entity.</summary>
    /// <exception cref="BackfillException">The plan has several dimensions.</exception>
    public static string Of(PlanUnit unit) => unit.Values is [var only]
        ? only.Value
        : throw new BackfillException(FailureCategory.InvalidData, $"{unit.Key}: statistics of entities need a plan of one dimension");
}
