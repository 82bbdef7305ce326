using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Live;

/// <summary>How the budget of a job's source stands.</summary>
public sealed record SourceLimit
{
    /// <summary>Gets the budget's name: the source's origin, or what the job calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets whether a run tells it; else it is what the budget's file says.</summary>
    public bool IsLive { get; init; }

    /// <summary>Gets the requests a second that the job, or a person since, allows; null means no limit.</summary>
    public double? ConfiguredRate { get; init; }

    /// <summary>Gets the requests a second that hold now; null means no limit, or nothing runs.</summary>
    public double? EffectiveRate { get; init; }

    /// <summary>Gets the requests a second made over the last 10 s; null when nothing runs.</summary>
    public double? UsedRate { get; init; }

    /// <summary>Gets the requests in flight that the job allows; null means as many as there are workers.</summary>
    public int? ConfiguredConcurrency { get; init; }

    /// <summary>Gets the requests in flight that hold now.</summary>
    public int? EffectiveConcurrency { get; init; }

    /// <summary>Gets whether the limit is learned from the answers.</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>Gets the requests in flight.</summary>
    public int InFlight { get; init; }

    /// <summary>Gets the requests that wait for their turn.</summary>
    public int Waiting { get; init; }

    /// <summary>Gets the requests of the run.</summary>
    public long Requests { get; init; }

    /// <summary>Gets how often the source has refused.</summary>
    public long Refusals { get; init; }

    /// <summary>Gets the wait for a turn that half of the last requests did not exceed, in seconds; null before the first.</summary>
    public double? WaitP50Seconds { get; init; }

    /// <summary>Gets the wait for a turn that 19 of 20 of the last requests did not exceed, in seconds; null before the first.</summary>
    public double? WaitP95Seconds { get; init; }

    /// <summary>Gets how long the source is still closed, in seconds; null when it is open.</summary>
    public double? ClosedSeconds { get; init; }

    /// <summary>Gets why it is closed; null when it is open.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>Gets the quotas, shortest window first: its seconds, how many it has, how many are used.</summary>
    public ImmutableArray<(double WindowSeconds, long Most, long Used)> Quotas { get; init; } = [];

    /// <summary>Gets the last refusals, oldest first: when, for how many seconds the source wanted quiet (0: it did not say), what it said.</summary>
    public ImmutableArray<(DateTimeOffset At, double DelaySeconds, string Reason)> LastRefusals { get; init; } = [];
}

/// <summary>A breaker that is open: nothing is asked of the source, or for one entity, until a probe goes well.</summary>
/// <param name="Key"><c>source</c>, or the entity as in unit keys.</param>
/// <param name="Until">When one probe is let through.</param>
/// <param name="Failures">Failures in a row that led to it.</param>
/// <param name="Cause">The last real cause.</param>
public sealed record OpenBreaker(string Key, DateTimeOffset Until, int Failures, string Cause);
