using System.Collections.Immutable;

namespace ActorBackfill.Engine.Limiting;

/// <summary>Command, gate to limit: one request wants to start.</summary>
/// <param name="Turn">Completed when it may; cancelled by the one who waits.</param>
internal sealed record AwaitTurn(TaskCompletionSource<IDisposable> Turn);

/// <summary>Event, gate to limit: a request has ended.</summary>
/// <param name="Elapsed">How long its turn was.</param>
internal sealed record TurnEnded(TimeSpan Elapsed);

/// <summary>Command, supervisor to limit: the run is paused; no request starts.</summary>
internal sealed record HoldTurns
{
    public static HoldTurns Instance { get; } = new();
}

/// <summary>Command, supervisor to limit: the pause is over.</summary>
internal sealed record ReleaseTurns
{
    public static ReleaseTurns Instance { get; } = new();
}

/// <summary>Command, supervisor to limit: the run is stopped during its pause; who waits for a turn is cancelled, and runs again on resume.</summary>
internal sealed record CancelTurns
{
    public static CancelTurns Instance { get; } = new();
}

/// <summary>Command, source to limit: let nobody start for a while.</summary>
/// <param name="Delay">How long, from now; zero when the server named no time.</param>
/// <param name="Reason">For the person who watches.</param>
internal sealed record CloseSource(TimeSpan Delay, string Reason);

/// <summary>Event, limit to supervisor: the source is closed until then, or open again.</summary>
/// <param name="Reason">Why and until when; null when it is open.</param>
public sealed record SourceClosed(string? Reason)
{
    /// <summary>Gets when it opens again; null when it is open, or nobody knows.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>
/// Command, control to limit (the job's supervisor passes it on), answered by a <see cref="LimitState"/>: from now on so many requests a
/// second. A rate that is not above 0 changes nothing.
/// </summary>
/// <param name="PerSecond">Requests a second, above 0 and at most 1,000,000; null means what the job says.</param>
public sealed record ChangeRate(double? PerSecond);

/// <summary>Query to limit (the job's supervisor passes it on), answered by a <see cref="LimitState"/>.</summary>
public sealed record GetLimitState
{
    /// <summary>Gets the one instance.</summary>
    public static GetLimitState Instance { get; } = new();
}

/// <summary>How much of one quota is used.</summary>
/// <param name="Window">Its length: a minute, an hour, a day.</param>
/// <param name="Most">Requests it has.</param>
/// <param name="Used">Requests that started within the last window, of all jobs and processes on the budget.</param>
public sealed record QuotaUse(TimeSpan Window, long Most, long Used)
{
    /// <summary>Gets the requests that may still start.</summary>
    public long Left => Math.Max(0, Most - Used);
}

/// <summary>The source said that it was too much.</summary>
/// <param name="At">When.</param>
/// <param name="Delay">For how long it wanted quiet; zero when it named no time.</param>
/// <param name="Reason">What it said.</param>
public sealed record Refusal(DateTimeOffset At, TimeSpan Delay, string Reason);

/// <summary>How the budget of a source stands, as this run sees it.</summary>
public sealed record LimitState
{
    /// <summary>Gets the state of a run whose workers have not begun.</summary>
    public static LimitState None { get; } = new();

    /// <summary>Gets the budget's name: the source's origin or the job's <c>limit.budget</c>; empty when nothing is limited.</summary>
    public string Budget { get; init; } = "";

    /// <summary>Gets the requests a second that the job, or a person since, allows; null means no limit.</summary>
    public double? ConfiguredRate { get; init; }

    /// <summary>Gets the requests a second that hold now: the strictest of all jobs, what was learned, a slow start; null means no limit.</summary>
    public double? EffectiveRate { get; init; }

    /// <summary>Gets the requests in flight that the job allows; null means no limit but the workers.</summary>
    public int? ConfiguredConcurrency { get; init; }

    /// <summary>Gets the requests in flight that hold now, over all jobs and processes on the budget; null means no limit but the workers.</summary>
    public int? EffectiveConcurrency { get; init; }

    /// <summary>Gets whether the limit is learned from the answers (<c>limit.adaptive</c>).</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>Gets the requests of this run that are in flight.</summary>
    public int InFlight { get; init; }

    /// <summary>Gets the requests of this run that wait for their turn.</summary>
    public int Waiting { get; init; }

    /// <summary>Gets when the source opens again; null when it is open.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>Gets why it is closed; null when it is open.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>Gets the quotas, shortest window first; empty when there are none.</summary>
    public ImmutableArray<QuotaUse> Quotas { get; init; } = [];

    /// <summary>Gets the requests of this run that have started.</summary>
    public long Requests { get; init; }

    /// <summary>Gets how often the source has said to this run that it is too much (429, 503 with Retry-After).</summary>
    public long Refusals { get; init; }

    /// <summary>Gets the last times it said so, oldest first; at most 20.</summary>
    public ImmutableArray<Refusal> LastRefusals { get; init; } = [];

    /// <summary>Gets the wait for a turn that half of the last 256 requests did not exceed; null before the first.</summary>
    public TimeSpan? WaitP50 { get; init; }

    /// <summary>Gets the wait for a turn that 19 of 20 of the last 256 requests did not exceed; null before the first.</summary>
    public TimeSpan? WaitP95 { get; init; }

    /// <summary>Gets how long the requests of this run have waited for their turns, added up; those that still wait are not in it.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Gets the share of this run's time in which a request waited, 0 to 1.</summary>
    public double WaitedShare { get; init; }
}
