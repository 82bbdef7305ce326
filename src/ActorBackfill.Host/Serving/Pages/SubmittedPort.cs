using ActorBackfill.Dashboard.Pages.Submitted;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Pages;

/// <summary>Lists the submitted jobs with the state that the API tells.</summary>
/// <param name="book">Knows them.</param>
/// <param name="jobs">Knows their runs.</param>
internal sealed class SubmittedPort(SubmittedBook book, ServedJobs jobs) : IShowSubmitted
{
    // Of each the directories of its runs are looked for.
    private const int Most = 100;

    /// <inheritdoc/>
    public async Task<SubmittedView> NewestAsync(CancellationToken cancellation)
    {
        var isOfNow = await book.RefreshAsync(cancellation);
        var all = book.All.OrderByDescending(job => job.Number).ToList();
        return new SubmittedView([.. all.Take(Most).Select(Row)])
        {
            Older = Math.Max(0, all.Count - Most),
            Problem = isOfNow ? null : "The job manager does not answer: it reads its journal, or the server is about to end. What is shown was so before.",
        };
    }

    private SubmittedRow Row(SubmittedJob job) => new(job.Id, WireNames.Lower(job.Status))
    {
        Type = WireNames.Upper(job.Request.JobType),
        Mode = WireNames.Upper(job.Request.ProcessingMode),
        SubmittedAt = job.SubmittedAt,
        EndedAt = job.EndedAt,
        Items = job.Items,
        Successful = job.Figures?.Successful,
        Failed = job.Figures?.Failed,
        Message = job.Message is { } message ? PlainText.Of(message) : null,
        IsPaused = job is { IsOver: false, PausedSince: not null },
        CanResume = JobChanges.WhyNot(job, new ResumeJob()) is null,
        CanCancel = !job.IsOver && !job.IsCancelling,
        Runs = [.. jobs.RunsOf(job)],
    };
}
