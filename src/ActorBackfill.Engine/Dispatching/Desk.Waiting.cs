using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>Why a worker that is free gets nothing.</summary>
internal sealed partial class Desk
{
    /// <summary>Gets the reason; only right while <see cref="Assign"/> gives nothing.</summary>
    public WaitReason IdleReason => this switch
    {
        { _isStopping: true } => WaitReason.NothingLeft,
        { IsBeyondCredits: true } => WaitReason.Sink,
        _ when Watch.IsSourceOpen => WaitReason.Closed,
        _ when _pending.Count == 0 && _retries.Count > 0 => WaitReason.Retries,
        _ when _retries.Count >= RetryQueue.Limit => WaitReason.Retries,
        _ when IsWaitingForUpstream => WaitReason.Upstream,
        _ when _dealer.IsAtBarrier => WaitReason.Barrier,
        _ => WaitReason.NothingLeft,
    };

    /// <summary>Gets whether all that is left waits for other jobs, and is to be waited for.</summary>
    public bool IsWaitingForUpstream =>
        !_isStopping && _dealer.IsHeld && !_dealer.HasDue && !_dealer.MustLookOn && _pending.Count == 0 && _retries.Count == 0 && _aside.Count == 0;

    /// <summary>Gets whether there is more to look at, in another go, before it is known whether a worker gets a unit.</summary>
    public bool MustLookOn => !_isStopping && _dealer.MustLookOn;

    /// <summary>Gets how many units other jobs hold back, of those that were looked at.</summary>
    public long NotReady => _dealer.Held?.Count ?? 0;

    /// <summary>Gets what they wait for, in words; null when none does.</summary>
    public string? HeldBy => _dealer.Held?.Text();

    /// <summary>Holds units back from now on that other jobs are not ready for.</summary>
    /// <param name="readiness">Knows how far they are.</param>
    public void Await(Ports.IReadiness readiness) => _dealer.Await(readiness);

    /// <summary>Looks again at what other jobs held back.</summary>
    public void LookAgain() => _dealer.Held?.LookAgain();

    /// <summary>Waits for other jobs no longer: what they hold back stays open.</summary>
    public void PassUpstream() => _dealer.PassUpstream();

    /// <summary>Gets what the run waits for when nothing moves, for people; null when units are in flight or nothing is waited for.</summary>
    private string? Stalled => this switch
    {
        { _isStopping: true } => null,
        _ when _pending.InFlight > 0 => null,
        _ when _pending.Count == 0 && _retries.Count > 0 => Count(_retries.Count, "unit") + " that are tried again later",
        _ when IsWaitingForUpstream => _dealer.Held!.Text(),
        _ when _dealer.IsAtBarrier && _pending.Count > 0 => $"the last {Count(_pending.Count, "unit")} of the wave to be committed",
        _ => null,
    };

    private static string Count(long number, string noun) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
