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
        _ when _dealer.IsAtBarrier => WaitReason.Barrier,
        _ => WaitReason.NothingLeft,
    };

    /// <summary>Gets what the run waits for when nothing moves, for people; null when units are in flight or nothing is waited for.</summary>
    private string? Stalled => this switch
    {
        { _isStopping: true } => null,
        _ when _pending.InFlight > 0 => null,
        _ when _pending.Count == 0 && _retries.Count > 0 => Count(_retries.Count, "unit") + " that are tried again later",
        _ when _dealer.IsAtBarrier && _pending.Count > 0 => $"the last {Count(_pending.Count, "unit")} of the wave to be committed",
        _ => null,
    };

    private static string Count(long number, string noun) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number:N0} {noun}{(number == 1 ? "" : "s")}");
}
