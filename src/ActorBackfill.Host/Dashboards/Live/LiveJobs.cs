using ActorBackfill.Dashboard.Live;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Status;
using DashboardRun = ActorBackfill.Dashboard.Live.LiveRun;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>Makes what pages show of a job of its status: the same figures, at the same event of the journal.</summary>
internal static class LiveJobs
{
    /// <summary>Gets what pages show.</summary>
    /// <param name="name">What they call the job.</param>
    /// <param name="status">How far it is, in detail.</param>
    /// <param name="texts">Says what to do next.</param>
    /// <param name="mayControl">Whether commands are taken.</param>
    public static LiveJob Of(string name, JobStatus status, LiveTexts texts, bool mayControl) => new()
    {
        Job = name,
        State = status.Word,
        Sequence = status.Sequence,
        Units = status.Units,
        Rows = status.Rows,
        Run = status.Run is { } run ? new DashboardRun(run.Number, run.Started, run.Host, run.ProcessId, run.End?.At) : null,
        Now = status.Live is { } live ? Of(live) : null,
        Limit = LiveLimits.Of(status, texts),
        Breakers = [.. status.Breakers.Select(b => new OpenBreaker(b.Key, b.Until, b.Failures, b.Cause))],
        Failures = status.Failures,
        Changes = [.. status.Changes.Select(c => new RunChange(c.At, c.Who, c.Command, c.Value))],
        Storage = StorageOf(status.Job.Paths),
        Next = texts.Next(status),
        MayControl = mayControl,
    };

    private static RunNow Of(LiveStatus live) => new()
    {
        Workers = live.Workers,
        Draining = live.Draining,
        ScalesItself = live.ScalesItself,
        InFlight = live.InFlight,
        Uncommitted = live.Uncommitted,
        UnitsPerSecond = live.UnitsPerSecond,
        Requests = live.Requests,
        EtaSeconds = (live.EtaLowSeconds, live.EtaHighSeconds) is ({ } low, { } high) ? (low, high) : null,
        WaitingFor = live.WaitingFor,
        Detail = live.Detail ?? new(),
    };

    private static JobStorage StorageOf(JobPaths paths) => new(Size(paths.Journal), Size(paths.Journal + "-wal"), Free(paths.Directory));

    private static long Size(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;

    private static long? Free(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
