using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Sets;

/// <summary>What a run did with the entities of one type.</summary>
/// <param name="Total">Entities of the plan.</param>
/// <param name="Successful">Done in this run, with statistics or without.</param>
/// <param name="Failed">Failed in this run.</param>
/// <param name="Duration">Seconds, 2 decimals.</param>
internal sealed record TypeCounts(long Total, long Successful, long Failed, decimal Duration)
{
    /// <summary>Gets what was done or failed.</summary>
    public long Processed => Successful + Failed;

    /// <summary>Gets entities a second, 3 decimals; 0 in no time.</summary>
    public decimal Rate => Duration > 0 ? Math.Round(Processed / Duration, 3) : 0;

    /// <summary>Gets the counts of a run.</summary>
    public static TypeCounts Of(RunReport report)
    {
        var progress = report.Progress;
        return new TypeCounts(
            progress.Units.Total,
            progress.UnitsThisRun - progress.FailedThisRun - progress.SkippedThisRun,
            progress.FailedThisRun,
            Math.Round((decimal)report.Elapsed.TotalSeconds, 2));
    }
}
