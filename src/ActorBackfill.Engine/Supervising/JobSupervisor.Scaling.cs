using ActorBackfill.Domain.Scaling;
using ActorBackfill.Engine.Limiting;
using Akka.Actor;

namespace ActorBackfill.Engine.Supervising;

/// <summary><c>scale auto</c>: as many workers as the source's limit can feed.</summary>
public sealed partial class JobSupervisor
{
    private const string ScaleTimer = "scale";
    private static readonly TimeSpan ScaleInterval = TimeSpan.FromMilliseconds(500);

    private WorkerDemand _demand = new();
    private ScalePolicy _policy = new();
    private (long Requests, TimeSpan At)? _sampled;

    // Asked for while it is wanted: the answer may come when it is not any more.
    private void ScaleByItself(bool isWanted)
    {
        _control = _control with { ScalesItself = isWanted };
        (_demand, _policy, _sampled) = (new WorkerDemand(), new ScalePolicy(), null);
        if (isWanted)
        {
            Timers.StartPeriodicTimer(ScaleTimer, ScaleDue.Instance, ScaleInterval);
        }
        else
        {
            Timers.Cancel(ScaleTimer);
        }
    }

    private void OnScaleDue() => _limit?.Tell(GetLimitState.Instance);

    private void OnLimitState(LimitState limit)
    {
        if (!_control.ScalesItself || _isRecording || _isOver || _end != Domain.Checkpoints.RunEnd.Finished)
        {
            return;
        }

        var now = Now.Elapsed;
        var before = _sampled;
        _sampled = (limit.Requests, now);
        if (IsPaused || limit.ClosedUntil is not null || before is not { } last || now <= last.At)
        {
            // Nothing is to be learned from a source that is shut.
            return;
        }

        _demand = _demand.With(new LoadSample(
            (now - last.At).TotalSeconds, _count.Living - _idle.Count, limit.Waiting, limit.InFlight, Math.Max(0, limit.Requests - last.Requests)));
        if (_demand.Workers(limit.EffectiveRate, limit.EffectiveConcurrency) is { } needed)
        {
            (var workers, _policy) = _policy.Decide(_count.Wanted, needed, WorkerCount.Most, now);
            if (workers != _count.Wanted)
            {
                Want(workers);
                Deal();
            }
        }
    }

    private sealed record ScaleDue
    {
        public static ScaleDue Instance { get; } = new();
    }
}
