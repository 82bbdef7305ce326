using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Domain.Plans;

/// <summary>
/// What differs between the plan of the last run and this one. Units that are only added change nothing of what is done; a plan that leaves
/// out settled units, or whose ordinals mean other units, needs somebody's word.
/// </summary>
/// <param name="Added">Units that the last plan did not have; null when it is not known.</param>
/// <param name="Removed">Units of the last plan that this one does not have; null when it is not known.</param>
/// <param name="Dropped">Ordinals of settled units that this plan does not have, those agreed on earlier left aside.</param>
/// <param name="Altered">What ordinals meant, when they mean something else now; null when they do not.</param>
/// <param name="Settled">Settled units that stay settled.</param>
public sealed record PlanChange(long? Added, long? Removed, OrdinalSet Dropped, string? Altered, long Settled)
{
    /// <summary>Gets whether somebody has to agree.</summary>
    public bool NeedsReplan => Altered is not null || Dropped.Count > 0;

    /// <summary>Gets whether anything is different at all.</summary>
    public bool IsChange => NeedsReplan || Added is not (null or 0) || Removed is not (null or 0);

    /// <summary>Compares.</summary>
    /// <param name="state">What the journal says.</param>
    /// <param name="plan">The whole plan of now, without selections.</param>
    /// <param name="fromFlags">Names of dimensions whose range came from flags: what is beyond it is left out of a run, not of the plan.</param>
    public static PlanChange Of(CheckpointState state, Plan plan, IReadOnlyCollection<string> fromFlags)
    {
        var last = state.Plan;
        if (last is not null && last.Shape != plan.Shape && state.SettledCount > 0)
        {
            return new PlanChange(null, null, new OrdinalSet(), last.Shape, 0);
        }

        var dropped = new OrdinalSet();
        if (last is null || last.Fingerprint != plan.Fingerprint)
        {
            foreach (var ordinal in state.Settled.Where(o => !plan.Has(o, fromFlags) && !state.IsDropped(o)))
            {
                dropped.Add(ordinal);
            }
        }

        var common = last is null || last.Shape != plan.Shape ? null : Common(last, plan);
        return new PlanChange(plan.Count - common, last?.Units - common, dropped, null, state.SettledCount - dropped.Count);
    }

    /// <summary>Gets the dimensions of a plan as they are kept.</summary>
    /// <param name="plan">The plan.</param>
    public static ImmutableArray<PlanPart> PartsOf(Plan plan) =>
    [
        .. plan.Dimensions.Select(d => new PlanPart(d.Name, ClosedUnit.Shorten(d.Description), Kept(d.CoordinateRuns(), plan.Dimensions.Count))),
    ];

    /// <summary>Gets the change in words: <c>3 units added, 2 done units dropped; 19 done units stay done</c>.</summary>
    public override string ToString()
    {
        if (Altered is not null)
        {
            return $"the dimensions were {Altered} and mean other units now";
        }

        string[] parts =
        [
            Added is > 0 ? Count(Added.Value, "unit") + " added" : "",
            Removed is > 0 ? Count(Removed.Value, "unit") + " removed" : "",
            Dropped.Count > 0 ? Count(Dropped.Count, "finished unit") + " dropped" : "",
        ];
        return $"{string.Join(", ", parts.Where(p => p.Length > 0).DefaultIfEmpty("no unit added or removed"))}; {Count(Settled, "finished unit")} {(Settled == 1 ? "stays" : "stay")} finished";
    }

    private static string Count(long count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {what}{(count == 1 ? "" : "s")}");

    // An event has room for 48 KiB; a run takes up to 42 bytes.
    private static ImmutableArray<long> Kept(IReadOnlyList<(long First, long Count)> runs, int dimensions) =>
        runs.Count > 1_000 / dimensions ? [] : [.. runs.SelectMany(r => (IEnumerable<long>)[r.First, r.Count])];

    // Of two products the common part is the product of the common parts.
    private static long? Common(PlanRecorded last, Plan plan)
    {
        var common = 1L;
        foreach (var part in last.Parts)
        {
            var dimension = plan.Dimensions.First(d => d.Name == part.Name);
            if (part.Runs.IsEmpty)
            {
                return null;
            }

            common *= CoordinateRun.Common([.. part.Runs.Chunk(2).Select(r => (r[0], r[1]))], dimension.CoordinateRuns());
        }

        return common;
    }
}
