using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Host.CommandLine;

namespace ActorBackfill.Host.Planning;

/// <summary>What a run that starts now would do.</summary>
/// <param name="Plan">The units.</param>
/// <param name="Units">Their states.</param>
/// <param name="Left">Units that would run, <c>--limit</c> not counted.</param>
/// <param name="ToRun">Units that would run.</param>
/// <param name="Requests">Requests at least; exactly, unless pages follow.</param>
/// <param name="HasPages">Whether a unit may take several requests.</param>
/// <param name="AtLeast">The time these requests take at the source's rate; null when it has none.</param>
internal sealed record PlanOutlook(Plan Plan, UnitCounts Units, long Left, long ToRun, long Requests, bool HasPages, TimeSpan? AtLeast)
{
    /// <summary>Gets how long it takes, as far as is known.</summary>
    public PlanEstimate Estimate { get; init; } = new(Requests, false, AtLeast, "");

    /// <summary>Gets what the journal says.</summary>
    public required CheckpointState State { get; init; }

    /// <summary>Gets the open units that <c>--skip-existing</c> would skip, not among <see cref="Left"/>; null without it.</summary>
    public long? Existing { get; init; }

    /// <summary>Gets what has changed since the last run; null before the first.</summary>
    public PlanChange? Change { get; init; }

    /// <summary>Gets the outlook.</summary>
    /// <param name="plan">The units.</param>
    /// <param name="state">What the journal says.</param>
    /// <param name="job">The job.</param>
    /// <param name="run">How it would run.</param>
    /// <param name="today">The current date.</param>
    /// <param name="existing">Open units that would be skipped; null when nobody looked.</param>
    public static PlanOutlook Of(Plan plan, CheckpointState state, JobDefinition job, RunChoice run, DateOnly today, long? existing = null)
    {
        var units = PlanCounts.Count(plan, state);
        var left = (run.RunsAgain ? plan.Count : CountLeft(plan, state, units, today)) - (existing ?? 0);
        var toRun = Math.Min(left, run.Limit ?? long.MaxValue);
        var http = job.Source as HttpSourceDefinition;
        var requests = http is null ? 0 : toRun;
        TimeSpan? time = http?.Limit.RequestsPerSecond is { } rate && rate > 0 ? TimeSpan.FromSeconds(Math.Min(requests / rate, 1e9)) : null;
        return new PlanOutlook(plan, units, left, toRun, requests, http?.Paging is not (null or PagingDefinition.None), time) { State = state, Existing = existing };
    }

    // Failed units run again; periods that are not over are never final; a run without resume that was cut off goes on.
    private static long CountLeft(Plan plan, CheckpointState state, UnitCounts units, DateOnly today)
    {
        var left = units.Open + units.Failed;
        for (var index = HasOpenPeriods(plan) || state.ReopenedCount > 0 ? 0 : plan.Count; index < plan.Count; index++)
        {
            var ordinal = plan.OrdinalAt(index);
            left += (plan.IsOpenAt(index) || state.IsReopened(ordinal)) && state.OutcomeOf(ordinal) is UnitOutcome.Done or UnitOutcome.Empty ? 1 : 0;
        }

        return left;
    }

    private static bool HasOpenPeriods(Plan plan) => plan.Dimensions.Any(d => d.IsOpenAt(0) || d.IsOpenAt(d.Count - 1));
}
