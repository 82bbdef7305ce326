namespace ActorBackfill.Dashboard.Pages.Units;

/// <summary>Opens units of jobs again, by filter.</summary>
public interface IRetryUnits
{
    /// <summary>Gets what a retry would open.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="request">Which units.</param>
    /// <param name="cancellation">Nobody wants to know any more.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<RetryPreview?> PreviewAsync(string job, RetryRequest request, CancellationToken cancellation);

    /// <summary>Opens the units, if they are as many as were confirmed. Asked again it opens none: those that are open already are passed over.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="request">Which units, and how many the preview had.</param>
    /// <param name="via">Through what it was asked for, for the journal.</param>
    /// <param name="cancellation">Nobody wants to know any more; what was begun is finished.</param>
    /// <returns>Null when there is no such job.</returns>
    Task<RetryOutcome?> RetryAsync(string job, RetryRequest request, string via, CancellationToken cancellation);
}
