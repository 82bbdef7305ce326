using ActorBackfill.Dashboard.Live;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Dashboard.Tests.Fakes;

/// <summary>Knows one job, which is as far as the test says.</summary>
internal sealed class OneJob(LiveJob? job) : IWatchJobs
{
    private int _asked;

    /// <summary>Gets or sets how far it is.</summary>
    public LiveJob? Job { get; set; } = job;

    /// <summary>Gets or sets what goes wrong; null when nothing does.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Gets how often was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public static SampleSeries Samples { get; } = new(5, 10, [new(10, 100, 20, 0), new(20, 200, 40, 5)]);

    public static LiveJob Running { get; } = new()
    {
        Job = "days",
        State = "running",
        Sequence = 41,
        Units = new UnitCounts(10, 3, 1, 0, 1, 0),
        Rows = 120,
        Next = new NextStep("It goes on by itself.", null),
        Run = new LiveRun(2, new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), "vm", 42, null),
        Now = new RunNow { Workers = 2, InFlight = 2, EtaSeconds = (60, 120), Detail = new RunDetail { Workers = [Worker, new("$b", "waiting") { Idle = WaitReason.Sink }], Samples = [Samples, Samples, Samples] } },
        Limit = new SourceLimit { Name = "http://source:80", IsLive = true, ConfiguredRate = 5, EffectiveRate = 4, UsedRate = 3, InFlight = 2 },
    };

    private static WorkerNow Worker => new("$a", "running") { Unit = "day=2024-01-05", Units = 1, Attempt = 2, HeldSeconds = 7, UnitsEnded = 4, Rows = 80, Requests = 9, BusySeconds = 40 };

    public Task<LiveJob?> NowAsync(string job, LiveJob? last, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return Failure is { } failure ? Task.FromException<LiveJob?>(failure) : Task.FromResult(job == "days" ? Job : null);
    }
}
