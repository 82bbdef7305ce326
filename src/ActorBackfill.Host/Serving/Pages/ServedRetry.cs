using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Host.Dashboards.Units;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Pages;

/// <summary>Opens units of a submitted job's run again, and lets the job go on with them, as its API does.</summary>
/// <param name="book">Asks the manager.</param>
/// <param name="jobs">The runs.</param>
internal sealed class ServedRetry(SubmittedBook book, ServedJobs jobs) : IRetryUnits
{
    private readonly RetryPort _retry = new(jobs);

    /// <inheritdoc/>
    public Task<RetryPreview?> PreviewAsync(string job, RetryRequest request, CancellationToken cancellation) => _retry.PreviewAsync(job, request, cancellation);

    /// <inheritdoc/>
    public async Task<RetryOutcome?> RetryAsync(string job, RetryRequest request, string via, CancellationToken cancellation)
    {
        if (jobs.JobOf(job) is not { } submitted)
        {
            return null;
        }

        if (JobChanges.WhyNot(submitted, new RetryJob(0, "")) is { } reason)
        {
            return new RetryOutcome(IsDone: false, reason) { Code = "job-over" };
        }

        var outcome = await _retry.RetryAsync(job, request, via, cancellation);
        // What a request that was cut off has opened is not left lying either.
        if (outcome is not { IsDone: true } || (outcome.Opened == 0 && !(submitted.Status == JobStatus.Completed && jobs.HasOpen(job))))
        {
            return outcome;
        }

        var change = new RetryJob(outcome.Opened, request.Reason is { Length: > 0 } why ? why : $"from the page of {job}");
        return await book.ChangeAsync(submitted.Id, via, change, CancellationToken.None) switch
        {
            SubmittedJob => outcome,
            JobRefused refused => new RetryOutcome(IsDone: false, $"{outcome.Message} But the job does not go on with them: {refused.Reason}") { Code = "job-over" },
            _ => new RetryOutcome(IsDone: false, $"{outcome.Message} But the job manager does not answer: ask once more, so that the job goes on with them.") { Code = "run-unanswered" },
        };
    }
}
