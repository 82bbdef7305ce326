using System.Collections.Concurrent;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Configuring;
using ActorBackfill.Host.Status;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>
/// Knows how far jobs are, from their runs or their journals, as <c>status</c> does. However many pages follow, a run is asked once at a time and at most
/// five times a second for them; one that does not answer is not asked again for each page; a journal that nobody writes is read once. Thread safe.
/// </summary>
/// <param name="jobs">The jobs that are shown.</param>
/// <param name="settings">Whether commands are taken.</param>
internal sealed class JobWatch(IFindJobs jobs, DashboardSettings settings) : IWatchJobs
{
    private readonly ConcurrentDictionary<string, WatchedJob> _watched = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<LiveJob?> NowAsync(string job, LiveJob? last, CancellationToken cancellation)
    {
        if (jobs.ChoiceOf(job) is not { } choice)
        {
            _watched.TryRemove(job, out _);
            return null;
        }

        var watched = _watched.GetOrAdd(job, _ => new WatchedJob(jobs.Time));
        if (watched.Silent(hasGate: false) is { } silent)
        {
            // Whoever asks it now waits for it; nobody else does.
            return silent;
        }

        var begun = watched.Begun;
        await watched.Gate.WaitAsync(cancellation);
        try
        {
            return watched.Told(begun, isFollowed: last is not null) ?? watched.Silent(hasGate: true) ?? await LookAsync(job, choice, watched);
        }
        finally
        {
            watched.Gate.Release();
        }
    }

    private async Task<LiveJob?> LookAsync(string job, JobChoice choice, WatchedJob watched)
    {
        if (jobs.Load(job) is not { } loaded)
        {
            return null;
        }

        watched.Begin();
        // Before the journal is read: what is written meanwhile is seen at the next look.
        var stamp = JobStamp.Of(loaded);
        var status = await JobStatus.OfAsync(loaded, jobs.Time, detail: true);
        var view = LiveJobs.Of(job, status, new LiveTexts(ArgumentMask.Of(choice), jobs.Talk.Terminal), settings.AllowsControl);
        view = view with { Next = jobs.NextOf(job, status) ?? view.Next, IsSubmitted = jobs.IsSubmitted };
        return watched.Tell(status, stamp, watched.SilenceOf(status) is { } since ? view with { SilentSeconds = jobs.Time.GetElapsedTime(since).TotalSeconds } : view);
    }
}
