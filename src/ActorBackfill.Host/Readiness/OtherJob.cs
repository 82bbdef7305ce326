using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Readiness;
using ActorBackfill.Engine.Supervising;

namespace ActorBackfill.Host.Readiness;

/// <summary>How far another job was at one look at its journal. Immutable but for what it has counted already; thread safe.</summary>
/// <param name="requirement">What is needed of it.</param>
/// <param name="name">Its name.</param>
/// <param name="plan">Its plan; null when it is not known yet.</param>
/// <param name="state">What its journal says; only read.</param>
/// <param name="matched">Own dimension and the other job's, of those whose values have to match.</param>
internal sealed class OtherJob(
    RequirementDefinition requirement, string name, Plan? plan, CheckpointState state, ImmutableArray<(string Own, string Other)> matched)
{
    // Counts are asked for again and again, a date at a time; beyond that they are counted anew.
    private const int MostCounted = 20_000;

    private readonly ConcurrentDictionary<string, UpstreamJob> _counted = new(StringComparer.Ordinal);

    /// <summary>Gets what it has of what a unit needs.</summary>
    /// <param name="unit">The unit.</param>
    public UpstreamJob Of(PlanUnit unit)
    {
        var matching = string.Join('/', matched.Select(m => $"{m.Other}={Uri.EscapeDataString(unit.Value(m.Own) ?? "")}"));
        if (_counted.TryGetValue(matching, out var known))
        {
            return known;
        }

        var values = matched.ToDictionary(m => m.Other, m => unit.Value(m.Own) ?? "", StringComparer.Ordinal);
        var counted = new UpstreamJob(name, matching, Count(values), requirement.Enforce);
        if (_counted.Count < MostCounted)
        {
            _counted[matching] = counted;
        }

        return counted;
    }

    private Completeness Count(Dictionary<string, string> values)
    {
        if (plan is null)
        {
            return new Completeness(0, 0, requirement.Coverage);
        }

        if (matched.IsEmpty)
        {
            var all = PlanCounts.Count(plan, state);
            return new Completeness(all.Total - all.Skipped, all.Done + all.Empty, requirement.Coverage);
        }

        var (expected, actual) = (0L, 0L);
        foreach (var ordinal in Matching(plan, values))
        {
            // What the other job has declined is neither expected nor missing.
            var outcome = state.OutcomeOf(ordinal);
            expected += outcome == UnitOutcome.Skipped ? 0 : 1;
            actual += outcome is UnitOutcome.Done or UnitOutcome.Empty && !state.IsReopened(ordinal) ? 1 : 0;
        }

        return new Completeness(expected, actual, requirement.Coverage);
    }

    private static IEnumerable<long> Matching(Plan plan, Dictionary<string, string> values)
    {
        var dimensions = plan.Dimensions;
        var free = Enumerable.Range(0, dimensions.Count).Where(i => !values.ContainsKey(dimensions[i].Name)).ToArray();
        var count = free.Aggregate(1L, (product, i) => product * dimensions[i].Count);
        for (var at = 0L; at < count; at++)
        {
            var rest = at;
            foreach (var i in free)
            {
                values[dimensions[i].Name] = dimensions[i].ValueAt(rest % dimensions[i].Count);
                rest /= dimensions[i].Count;
            }

            var key = string.Join('/', values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{Uri.EscapeDataString(v.Key)}={Uri.EscapeDataString(v.Value)}"));
            if (plan.IndexOf(key) is >= 0 and var index)
            {
                yield return plan.OrdinalAt(index);
            }
        }
    }
}
