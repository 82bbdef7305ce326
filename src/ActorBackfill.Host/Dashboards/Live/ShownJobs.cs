using System.Collections.Immutable;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Pages.Jobs;
using ActorBackfill.Hocon;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>Knows all jobs, each as its overview does.</summary>
/// <param name="jobs">The jobs that are shown.</param>
/// <param name="watch">Knows how far they are.</param>
internal sealed class ShownJobs(DashboardJobs jobs, IWatchJobs watch) : IShowJobs
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

        try
        {
            return await watch.NowAsync(known.Name, null, cancellation) is { } job ? Of(job) : new JobRow(known.Name, "unreadable") { Problem = "It is gone." };
        }
        catch (Exception e) when (e is HoconException or CommandException)
        {
            return new JobRow(known.Name, "unreadable") { Problem = PlainText.Of(e.Message, LongestProblem) };
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
