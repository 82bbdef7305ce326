using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace ActorBackfill.Dashboard.Live;

/// <summary>
/// Follows one job for all who follow it: asks once, draws once, however many there are. Goes on from the first one until it is disposed. Holds one state and
/// no queue: whoever comes late gets what is newest. Thread safe.
/// </summary>
/// <param name="job">The job's name.</param>
/// <param name="jobs">Knows how far it is.</param>
/// <param name="renderer">Draws regions.</param>
/// <param name="time">The clock.</param>
/// <param name="log">For what goes wrong.</param>
internal sealed partial class JobFeed(string job, IWatchJobs jobs, RegionRenderer renderer, TimeProvider time, ILogger<FeedHub> log) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, (LiveRegion Region, int Followers)> _wanted = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = New();
    private FeedState _state = FeedState.None;
    private int _followers;
    private long _lookedAt;

    /// <summary>Gets whether nobody follows.</summary>
    public bool IsIdle => _followers == 0;

    /// <summary>Gets the number of the newest event.</summary>
    public long Last => Volatile.Read(ref _state).Id;

    /// <summary>Gets whether the job was looked at not long ago.</summary>
    public bool IsFresh => Volatile.Read(ref _state).Failure is null && time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) < FeedTimes.Fresh;

    /// <summary>Adds one who follows; the first one starts the asking.</summary>
    /// <param name="regions">What it shows.</param>
    public void Join(ImmutableArray<LiveRegion> regions)
    {
        lock (_lock)
        {
            foreach (var region in regions)
            {
                _wanted[region.Name] = (region, _wanted.GetValueOrDefault(region.Name).Followers + 1);
            }

            if (_followers++ == 0)
            {
                var stop = _stop.Token;
                _ = Task.Run(() => FollowAsync(stop), stop);
            }
        }
    }

    /// <summary>Ends the asking; nobody follows any more, and nobody will.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Takes one out.</summary>
    /// <param name="regions">What it showed.</param>
    public void Leave(ImmutableArray<LiveRegion> regions)
    {
        lock (_lock)
        {
            foreach (var region in regions)
            {
                var followers = _wanted[region.Name].Followers - 1;
                if (followers == 0)
                {
                    _wanted.Remove(region.Name);
                }
                else
                {
                    _wanted[region.Name] = (region, followers);
                }
            }

            _followers--;
        }
    }

    /// <summary>Waits for a state that is newer than what a client has seen, with all its regions.</summary>
    /// <param name="seen">The last event it has seen.</param>
    /// <param name="regions">What it shows.</param>
    /// <param name="cancellation">It has gone, or is to hear something else first.</param>
    public async Task<FeedState> AfterAsync(long seen, ImmutableArray<LiveRegion> regions, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_state.Id > seen && (_state.Job is null || _state.Failure is not null || _state.Has(regions)))
                {
                    return _state;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await LookAsync(stop);
                await Task.Delay(_state.Job?.Now is null ? FeedTimes.Resting : FeedTimes.Running, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody follows any more.
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        try
        {
            var before = _state;
            var now = await jobs.NowAsync(job, before.Job, stop);
            Interlocked.Exchange(ref _lookedAt, time.GetTimestamp());
            var wanted = Wanted();
            if (now is null)
            {
                Publish(before is { Job: null, Failure: null, Id: > 0 } ? before : new FeedState(Math.Max(before.Id + 1, Least), null, FeedState.None.Regions));
            }
            else if (!ReferenceEquals(now, before.Job) || before.Failure is not null || !before.Has(wanted))
            {
                Publish(before.With(now, await renderer.RenderAsync(wanted, now), Least));
            }
        }
#pragma warning disable CA1031 // Whatever it is, the next look may go well; until then pages say what is wrong.
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var failed = _state.With(e, Least);
            if (failed != _state)
            {
                // Once, and not at every look.
                LogNotKnown(job, e);
                Publish(failed);
            }
        }
    }

    // Above the numbers of a process before this one.
    private long Least => time.GetUtcNow().ToUnixTimeMilliseconds();

    private ImmutableArray<LiveRegion> Wanted()
    {
        lock (_lock)
        {
            return [.. _wanted.Values.Select(w => w.Region)];
        }
    }

    private void Publish(FeedState state)
    {
        TaskCompletionSource? changed = null;
        lock (_lock)
        {
            if (state.Id != _state.Id)
            {
                (changed, _changed) = (_changed, New());
            }

            _state = state;
        }

        changed?.SetResult();
    }

    [LoggerMessage(1, LogLevel.Warning, "How far job {Job} is cannot be told")]
    private partial void LogNotKnown(string job, Exception error);
}
