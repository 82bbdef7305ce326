using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ActorBackfill.Dashboard.Live;

/// <summary>The feeds of all jobs that somebody follows. One for the whole dashboard.</summary>
/// <param name="jobs">Knows how far jobs are.</param>
/// <param name="renderer">Draws regions.</param>
/// <param name="time">The clock.</param>
/// <param name="log">For the feeds.</param>
public sealed class FeedHub(IWatchJobs jobs, RegionRenderer renderer, TimeProvider time, ILogger<FeedHub> log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JobFeed> _feeds = new(StringComparer.Ordinal);

    /// <summary>Gets the clock of the feeds.</summary>
    internal TimeProvider Time => time;

    /// <summary>Follows a job until the result is disposed.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="regions">What the client shows.</param>
    internal Following Follow(string job, ImmutableArray<LiveRegion> regions)
    {
        lock (_lock)
        {
            if (!_feeds.TryGetValue(job, out var feed))
            {
                _feeds[job] = feed = new JobFeed(job, jobs, renderer, time, log);
            }

            feed.Join(regions);
            return new Following(this, job, feed, regions);
        }
    }

    private void Leave(string job, JobFeed feed, ImmutableArray<LiveRegion> regions)
    {
        lock (_lock)
        {
            feed.Leave(regions);
            if (feed.IsIdle)
            {
                _feeds.Remove(job);
                feed.Dispose();
            }
        }
    }

    /// <summary>One who follows a job.</summary>
    internal sealed class Following(FeedHub hub, string job, JobFeed feed, ImmutableArray<LiveRegion> regions) : IDisposable
    {
        private int _ended;

        /// <summary>Gets the number of the newest event.</summary>
        public long Last => feed.Last;

        /// <summary>Gets whether the job was looked at not long ago.</summary>
        public bool IsFresh => feed.IsFresh;

        /// <summary>Waits for a state that is newer than what was seen.</summary>
        /// <param name="seen">The last event that was seen, 0 for none.</param>
        /// <param name="cancellation">The client has gone, or is to hear something else first.</param>
        public Task<FeedState> AfterAsync(long seen, CancellationToken cancellation) => feed.AfterAsync(seen, regions, cancellation);

        /// <inheritdoc/>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                hub.Leave(job, feed, regions);
            }
        }
    }
}
