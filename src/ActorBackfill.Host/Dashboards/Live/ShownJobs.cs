using System.Collections.Immutable;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Pages.Jobs;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>Knows all jobs, each as its overview does.</summary>
/// <param name="jobs">The jobs that are shown.</param>
/// <param name="watch">Knows how far they are.</param>
/// <param name="explain">Knows what is wrong with those that cannot be read.</param>
internal sealed class ShownJobs(DashboardJobs jobs, IWatchJobs watch, IExplainTrouble explain) : IShowJobs
{
    private const int LongestProblem = 300;

    /// <inheritdoc/>
    public async Task<JobsView> AllAsync(CancellationToken cancellation)
    {
        var rows = ImmutableArray.CreateBuilder<JobRow>();
        foreach (var known in jobs.List())
        {
            rows.Add(await RowAsync(known, cancellation));
        }

        return new JobsView(rows.ToImmutable());
    }

    private async Task<JobRow> RowAsync(KnownJob known, CancellationToken cancellation)
    {
        if (known.Problem is { } problem)
        {
            return new JobRow(known.Name, "unreadable") { Problem = problem };
        }

        JobTrouble? trouble = null;
        try
        {
            return await watch.NowAsync(known.Name, null, cancellation) is { } job ? Of(job) : new JobRow(known.Name, "unreadable") { Problem = "It is gone." };
        }
        catch (Exception e) when ((trouble = explain.Of(e)) is not null)
        {
            return new JobRow(known.Name, "unreadable") { Problem = PlainText.Of(trouble.Whole, LongestProblem) };
        }
    }

    private static JobRow Of(LiveJob job) => new(job.Job, job.State)
    {
        Units = job.Units,
        EtaSeconds = job.Now?.EtaSeconds,
        LastRun = job.Run?.Started,
        Next = job.Next.Command,
    };
}
