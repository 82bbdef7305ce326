using System.Collections.Concurrent;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Dashboard.Web;
using ActorBackfill.Host.Configuring;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Status;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>
/// Knows how far jobs are, from their runs or their journals, as <c>status</c> does. However many pages follow, a run is asked at most
/// five times a second for them, and a journal that nobody writes is read once. Thread safe.
/// </summary>
/// <param name="jobs">The jobs that are shown.</param>
/// <param name="settings">Whether commands are taken.</param>
internal sealed class JobWatch(DashboardJobs jobs, DashboardSettings settings) : IWatchJobs
{
    private static readonly TimeSpan RunningFor = TimeSpan.FromMilliseconds(200), SilentFor = TimeSpan.FromSeconds(1);

    // A plan may have grown since without an event: it goes to today, or lists were read again.
    private static readonly TimeSpan RestingFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Watched> _watched = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<LiveJob?> NowAsync(string job, LiveJob? last, CancellationToken cancellation)
    {
        if (jobs.ChoiceOf(job) is not { } choice)
        {
            _watched.TryRemove(job, out _);
            return null;
        }

        var watched = _watched.GetOrAdd(job, _ => new Watched());
        await watched.Gate.WaitAsync(cancellation);
        try
        {
            if (watched is { Told: { } told, Paths: { } paths } && IsFresh(watched, told, paths, isFollowed: last is not null))
            {
                return told;
            }

            if (jobs.Load(job) is not { } loaded)
            {
                return null;
            }

            // Before the journal is read: what is written meanwhile is seen at the next look.
            watched.Stamp = JournalStamp.Of(loaded.Paths);
            var status = await JobStatus.OfAsync(loaded, jobs.Time, detail: true);
            var view = LiveJobs.Of(job, status, new LiveTexts(ArgumentMask.Of(choice), jobs.Talk.Terminal), settings.AllowsControl);
            (watched.Told, watched.Paths, watched.At) = (view, loaded.Paths, jobs.Time.GetTimestamp());
            return view;
        }
        finally
        {
            watched.Gate.Release();
        }
    }

    private bool IsFresh(Watched watched, LiveJob told, JobPaths paths, bool isFollowed)
    {
        var age = jobs.Time.GetElapsedTime(watched.At);
        return told switch
        {
            // A page that is opened shows what a command just before it has changed.
            { Now: not null } => isFollowed && age < RunningFor,
            { State: "running" } => isFollowed && age < SilentFor,
            // Nothing here would change with a journal that a server keeps, or one that is not there yet.
            _ when !File.Exists(paths.Journal) => isFollowed && age < SilentFor,
            _ => age < RestingFor && watched.Stamp == JournalStamp.Of(paths),
        };
    }

    private sealed class Watched
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public LiveJob? Told { get; set; }

        public JobPaths? Paths { get; set; }

        public JournalStamp Stamp { get; set; }

        public long At { get; set; }
    }
}
