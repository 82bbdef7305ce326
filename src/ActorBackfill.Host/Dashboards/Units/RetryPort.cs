using ActorBackfill.Dashboard.Pages.Units;

namespace ActorBackfill.Host.Dashboards.Units;

/// <summary>Opens units again from a page.</summary>
/// <param name="jobs">The jobs that are shown.</param>
internal sealed class RetryPort(IFindJobs jobs) : IRetryUnits
{
    private readonly ConfirmedRetry _retry = new(jobs.Talk);

    /// <inheritdoc/>
    public Task<RetryPreview?> PreviewAsync(string job, RetryRequest request, CancellationToken cancellation) =>
        Task.FromResult(jobs.Load(job) is { } loaded ? _retry.Preview(loaded, request) : null);

    /// <inheritdoc/>
    public async Task<RetryOutcome?> RetryAsync(string job, RetryRequest request, string via, CancellationToken cancellation) =>
        jobs.Load(job) is { } loaded ? await _retry.OpenAsync(loaded, request, via, cancellation) : null;
}
