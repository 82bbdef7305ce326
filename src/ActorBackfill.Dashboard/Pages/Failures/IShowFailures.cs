namespace ActorBackfill.Dashboard.Pages.Failures;

/// <summary>Knows what failed of jobs.</summary>
public interface IShowFailures
{
    /// <summary>Gets the failures of a job.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<FailuresView?> FailuresAsync(string job, CancellationToken cancellation);
}
