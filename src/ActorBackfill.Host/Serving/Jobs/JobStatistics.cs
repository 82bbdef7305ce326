using System.Collections.Immutable;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>What the manager has done so far; made of the jobs that it knows, so that the figures always agree with each other.</summary>
/// <param name="jobs">All jobs.</param>
internal sealed class JobStatistics(ImmutableArray<SubmittedJob> jobs)
{
    /// <summary>Gets all jobs.</summary>
    public int Total => jobs.Length;

    /// <summary>Gets the jobs of a status.</summary>
    public int Of(JobStatus status) => jobs.Count(j => j.Status == status);

    /// <summary>Gets the items of the jobs that have ended.</summary>
    public long Items => Ended.Sum(f => (long)f.Total);

    /// <summary>Gets those that were successful.</summary>
    public long Successful => Ended.Sum(f => (long)f.Successful);

    /// <summary>Gets those that failed.</summary>
    public long Failed => Ended.Sum(f => (long)f.Failed);

    /// <summary>Gets the share of the items that were successful among those that ended, percent with one decimal; 0 before the first.</summary>
    public double SuccessRatePercent => Successful + Failed == 0 ? 0 : Math.Round(100.0 * Successful / (Successful + Failed), 1, MidpointRounding.AwayFromZero);

    /// <summary>Gets how long completed jobs took from their start to their end, seconds with two decimals; 0 before the first.</summary>
    public double AverageJobSeconds
    {
        get
        {
            var times = jobs.Where(j => j is { Status: JobStatus.Completed, StartedAt: not null, EndedAt: not null })
                .Select(j => (j.EndedAt!.Value - j.StartedAt!.Value).TotalSeconds).ToList();
            return times.Count == 0 ? 0 : Math.Round(times.Average(), 2, MidpointRounding.AwayFromZero);
        }
    }

    /// <summary>Gets what the API's runs did.</summary>
    public SourceFigures Api => Ended.Aggregate(SourceFigures.None, (sum, f) => sum.Plus(f.Api));

    /// <summary>Gets what the runs against pages did.</summary>
    public SourceFigures Scraper => Ended.Aggregate(SourceFigures.None, (sum, f) => sum.Plus(f.Scraper));

    private IEnumerable<JobFigures> Ended => jobs.Where(j => j.IsOver).Select(j => j.Figures).OfType<JobFigures>();
}
