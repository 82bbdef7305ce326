using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Engine.Limiting;

/// <summary>A paused run: nobody is given a turn, and who waits keeps its place.</summary>
internal sealed partial class LimitActor
{
    private bool _isHeld;
    private bool _isOver;

    private void Pausing()
    {
        Receive<HoldTurns>(_ => _isHeld = true);
        Receive<ReleaseTurns>(_ =>
        {
            _isHeld = false;
            Release();
        });
        Receive<CancelTurns>(_ => OnCancelTurns());
    }

    private void OnCancelTurns()
    {
        _isOver = true;
        while (_waiting.TryDequeue(out var turn))
        {
            Refuses(turn);
        }
    }

    private bool Refuses(TaskCompletionSource<IDisposable> turn)
    {
        if (_isOver)
        {
            turn.TrySetException(new BackfillException(FailureCategory.Cancelled, "The run was stopped while it was paused."));
        }

        return _isOver;
    }
}
