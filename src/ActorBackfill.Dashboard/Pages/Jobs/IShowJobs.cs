namespace ActorBackfill.Dashboard.Pages.Jobs;

/// <summary>Knows the jobs.</summary>
public interface IShowJobs
{
    /// <summary>Gets all jobs and how far they are. A job that cannot be read is a row with its problem.</summary>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    Task<JobsView> AllAsync(CancellationToken cancellation);
}
