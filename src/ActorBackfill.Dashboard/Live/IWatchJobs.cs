namespace ActorBackfill.Dashboard.Live;

/// <summary>Knows how far jobs are.</summary>
public interface IWatchJobs
{
    /// <summary>Gets how far a job is now.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="last">What was told before; the same object again means that nothing can have changed. Null asks anew.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<LiveJob?> NowAsync(string job, LiveJob? last, CancellationToken cancellation);
}
