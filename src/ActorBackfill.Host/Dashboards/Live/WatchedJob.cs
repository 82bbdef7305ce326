using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Dashboard.Live;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Status;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>What is known of one job, and for how long it is good. Written by who has its gate, read by anybody.</summary>
/// <param name="time">The clock.</param>
internal sealed class WatchedJob(TimeProvider time)
{
    private static readonly TimeSpan RunningFor = TimeSpan.FromMilliseconds(200), StartingFor = TimeSpan.FromSeconds(1);

    // Less than the 6 s after which a feed says no more that it is up to date.
    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(3);

    // A plan may have grown since without an event: it goes to today, or lists were read again.
    private static readonly TimeSpan RestingFor = TimeSpan.FromMinutes(1);

    private long _begun;
    private long _began;
    private Look? _last;

    /// <summary>Gets what lets one look at a time.</summary>
    public SemaphoreSlim Gate { get; } = new(1);

    /// <summary>Gets how many looks have begun.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    /// <summary>A look begins. For who has the gate.</summary>
    public void Begin()
    {
        _began = time.GetTimestamp();
        Interlocked.Increment(ref _begun);
    }

    /// <summary>Gets since when its run does not answer, now that it was asked; null when it does, or none goes on. For who has the gate.</summary>
    /// <param name="status">What the look has found.</param>
    public long? SilenceOf(JobStatus status) => !status.IsSilent ? null
        : _last is { SilentSince: { } since, Holder: { } before } && IsSame(before, status.Holder) ? since
        : _began;

    /// <summary>A look has ended. For who has the gate.</summary>
    /// <param name="status">What it has found.</param>
    /// <param name="stamp">Of the job, before it was read.</param>
    /// <param name="job">The same for pages.</param>
    public LiveJob Tell(JobStatus status, JobStamp stamp, LiveJob job)
    {
        Volatile.Write(ref _last, new Look(_begun, job, status.Job, stamp, time.GetTimestamp(), SilenceOf(status), status.Holder));
        return job;
    }

    /// <summary>Gets what is known, if nobody needs to look.</summary>
    /// <param name="begun">The looks that had begun when somebody came to ask: a later one is what they would find.</param>
    /// <param name="isFollowed">Whether they ask again and again. A page that is opened shows what a command just before it has changed.</param>
    public LiveJob? Told(long begun, bool isFollowed)
    {
        if (Volatile.Read(ref _last) is not { } last)
        {
            return null;
        }

        var age = time.GetElapsedTime(last.At);
        var isFresh = last.Number > begun || last.Job switch
        {
            { Now: not null } => isFollowed && age < RunningFor,
            { State: "running" } => isFollowed && age < StartingFor,
            // Nothing here would change with a journal that a server keeps, or one that is not there yet.
            _ when !File.Exists(last.Loaded.Paths.Journal) => isFollowed && age < StartingFor,
            _ => age < RestingFor && last.Stamp == JobStamp.Of(last.Loaded),
        };
        return isFresh ? last.Job : null;
    }

    /// <summary>Gets what is known of a run that did not answer, while it is asked again or was a moment ago; null when there is none, or no process any more.</summary>
    /// <param name="hasGate">Whether it would be the caller who asks it again.</param>
    public LiveJob? Silent(bool hasGate) =>
        Volatile.Read(ref _last) is { SilentSince: { } since } last
        && ((!hasGate && Gate.CurrentCount == 0) || time.GetElapsedTime(last.At) < SilentFor)
        && IsSame(last.Holder, last.Loaded.Sink.Holder(last.Loaded.Definition.IdentityText, last.Loaded.Paths.Directory))
            ? last.Job with { SilentSeconds = time.GetElapsedTime(since).TotalSeconds }
            : null;

    private static bool IsSame(HolderInfo? one, HolderInfo? other) => one is not null && one.ProcessId == other?.ProcessId && one.ProcessStart == other.ProcessStart;

    private sealed record Look(long Number, LiveJob Job, LoadedJob Loaded, JobStamp Stamp, long At, long? SilentSince, HolderInfo? Holder);
}
