using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Engine.Limiting;

/// <summary>A paused run: nobody is given a turn, and who waits keeps its place.</summary>
internal sealed partial class LimitActor
{
    private bool _isHeld;
    private bool _isOver;
    private long? _letGoAt;

    // A pause is nothing that is made up for.
    private TimeSpan Waited => _letGoAt is { } at && _parts.Time.GetElapsedTime(at) is var since && since < _queue.FirstWaited ? since : _queue.FirstWaited;

    private void LetGo() => (_isHeld, _letGoAt) = (false, _parts.Time.GetTimestamp());

    private void OnCancelTurns()
    {
        _isOver = true;
        _queue.FailAll(Stopped);
    }

    private bool Queues(TaskCompletionSource<IDisposable> turn)
    {
        if (_isOver)
        {
            turn.TrySetException(Stopped());
            return false;
        }

        _queue.Add(turn);
        return true;
    }

    private static BackfillException Stopped() => new(FailureCategory.Cancelled, "The run was stopped while it was paused.");
}
