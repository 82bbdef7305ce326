using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Units that wait for other jobs: looked at again while the run goes on, waited for as long as the job says.</summary>
public sealed partial class JobSupervisor
{
    private const string ReadinessTimer = "readiness";

    // Another job's journal is read again when it has grown; more often than every 5 s would only cost.
    private static readonly TimeSpan ReadinessPause = TimeSpan.FromSeconds(5);

    private TimeSpan? _upstreamSince;
    private bool _isLooking;
    private bool _toldOfReadiness;

    private void AwaitUpstream()
    {
        if (_ports.Readiness is { } readiness && !_settings.IgnoresRequires && _settings.Job.Requires.Any(r => r.Enforce))
        {
            _desk!.Await(readiness);
            Timers.StartPeriodicTimer(ReadinessTimer, ReadinessDue.Instance, ReadinessPause);
        }
    }

    private void Ready()
    {
        Receive<ReadinessDue>(_ => OnReadinessDue());
        Receive<ReadinessLooked>(OnReadinessLooked);
    }

    private bool IsDealing => _desk is not null && !_isRecording && !_isOver;

    private void OnReadinessDue()
    {
        if (!IsDealing || _isLooking || _desk!.NotReady == 0)
        {
            return;
        }

        _isLooking = true;
        var readiness = _ports.Readiness!;
        _ = _ports.Start(() => readiness.RefreshAsync(CancellationToken.None).AsTask())
            .PipeTo(Self, success: changed => new ReadinessLooked(changed, null), failure: error => new ReadinessLooked(false, error.Message));
    }

    private void OnReadinessLooked(ReadinessLooked looked)
    {
        _isLooking = false;
        if (looked.Failure is { } failure && !_toldOfReadiness)
        {
            // Once a run: it is tried again every time, and fails for the same reason.
            _toldOfReadiness = true;
            _log.Warning("How far the required jobs are cannot be read: {Reason}; trying again every {Pause}", failure, ReadinessPause);
        }

        if (!IsDealing)
        {
            return;
        }

        if (looked.HasChanged)
        {
            _desk!.LookAgain();
        }

        Deal();
    }

    // Called after every deal: once all that is left is held back, the time runs.
    private void CheckUpstream()
    {
        if (_idle.Count > 0 && _desk!.MustLookOn)
        {
            Self.Tell(RetryDue.Instance);
        }

        if (!_desk!.IsWaitingForUpstream)
        {
            _upstreamSince = null;
            return;
        }

        _upstreamSince ??= Passed;
        if (_ports.Readiness!.Wait is { } most && Passed - _upstreamSince >= most)
        {
            _log.Info("Waited {Time} for other jobs; {Reason}", most, _desk.HeldBy);
            _desk.PassUpstream();
            Self.Tell(RetryDue.Instance);
        }
    }

    private sealed record ReadinessDue
    {
        public static ReadinessDue Instance { get; } = new();
    }

    private sealed record ReadinessLooked(bool HasChanged, string? Failure);
}
