using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Statistics;
using Akka.Actor;
using Akka.Routing;

namespace ActorBackfill.Engine.Supervising;

/// <summary>How a run ends.</summary>
public sealed partial class JobSupervisor
{
    // How long a stopped run waits for the journal to take its end, and any run for a snapshot of it. Without the former the next start finds
    // out by itself, without the latter it reads more events.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    private bool _isRecording;
    private bool _isRecorded;
    private bool _isConcluded;
    private bool _isOver;

    // Journal and sink are still being compared: no unit is in flight, but the comparison may wait for somebody.
    private void StopEarly(string timer, object then, TimeSpan after)
    {
        _end = RunEnd.Stopped;
        if (!Timers.IsTimerActive(timer))
        {
            Timers.StartSingleTimer(timer, then, after);
        }
    }

    private void OnStop()
    {
        if (_end == RunEnd.Stopped)
        {
            return;
        }

        _end = RunEnd.Stopped;
        EndPause();
        _ports.InFlight.End();
        _desk!.Stop();
        Timers.StartSingleTimer(GraceTimer, CancelRun.Instance, _settings.Grace);
        Deal();
    }

    private void OnCancel()
    {
        _end = _end == RunEnd.Finished ? RunEnd.Stopped : _end;
        EndPause();
        _ports.InFlight.End();
        _desk!.Stop();
        _workers.Tell(new Broadcast(CancelWork.Instance));
        Timers.StartSingleTimer(CancelTimer, CancelTimeOver.Instance, CancelTime);
        Deal();
    }

    private void OnSinkLost(SinkLost lost)
    {
        if (lost.FenceLost)
        {
            LoseFence(lost.Reason);
            return;
        }

        (_end, _message) = (RunEnd.SinkUnusable, lost.Reason);
        _workers.Tell(new Broadcast(CancelWork.Instance));
        RecordEnd();
    }

    // The journal belongs to the other run now: nothing more is written.
    private void LoseFence(string reason)
    {
        (_end, _message) = (RunEnd.FenceLost, reason);
        EndUnrecorded();
    }

    private void Refuse(RunRefusal refusal, string reason)
    {
        (_refusal, _message) = (refusal, reason);
        EndUnrecorded();
    }

    private void EndUnrecorded()
    {
        _isOver = true;
        _ports.InFlight.End();
        _workers.Tell(new Broadcast(CancelWork.Instance));
        Become(Over);
        _statistics.Tell(new ReportProgress(Gauges(null), Self));
    }

    private void RecordEnd()
    {
        if (_isRecording)
        {
            return;
        }

        _isRecording = true;
        _ports.InFlight.End();
        if (_end == RunEnd.Stopped && _desk!.IsComplete)
        {
            // The stop came when the last unit ended.
            _end = RunEnd.Finished;
        }

        WriteFacts();
        _checkpoint.Tell(new EndRun(_end));
        Become(RecordingEnd);
        if (_end != RunEnd.Finished)
        {
            Timers.StartSingleTimer(EndTimer, EndTimeOver.Instance, EndTime);
        }
    }

    private void OnRecorded(RunRecorded recorded)
    {
        _isRecorded = true;
        if (!recorded.SnapshotsFollow)
        {
            Conclude();
        }
        else if (!Timers.IsTimerActive(EndTimer))
        {
            Timers.StartSingleTimer(EndTimer, EndTimeOver.Instance, EndTime);
        }
    }

    private void Conclude()
    {
        if (!_isConcluded)
        {
            _isConcluded = true;
            Timers.Cancel(EndTimer);
            _statistics.Tell(new ReportProgress(Gauges(null), Self));
        }
    }

    private void OnStopWhileRecording()
    {
        if (!Timers.IsTimerActive(EndTimer))
        {
            Timers.StartSingleTimer(EndTimer, EndTimeOver.Instance, EndTime);
        }
    }

    private void OnEndTimeOver()
    {
        if (_isRecorded)
        {
            Conclude();
            return;
        }

        _end = _end == RunEnd.Finished ? RunEnd.Stopped : _end;
        _message ??= $"The journal did not take the end of the run: {_journalDown ?? "it does not answer"}. The next run finds out by itself.";
        EndUnrecorded();
    }

    // Nothing is written any more; only the last counts are waited for.
    private void Over()
    {
        Receive<RunProgress>(Complete);
        Common();
        ReceiveAny(_ => { });
    }

    // Acknowledgements that were on their way still count.
    private void RecordingEnd()
    {
        Receive<UnitsAcknowledged>(e => _statistics.Tell(Settled(e)));
        Receive<CheckpointReady>(OnReadyAgain);
        Receive<LeaseEnded>(_ => { });
        Receive<UnitsRefused>(_ => { });
        Receive<UnitsAlreadySettled>(_ => { });
        Receive<UnitsCloseAcknowledged>(e => _statistics.Tell(Closed(e)));
        Receive<RowsRejected>(e => _statistics.Tell(e));
        Receive<RowsCommitted>(e => _statistics.Tell(e));
        Receive<SinkBlocked>(_ => { });
        Receive<Limiting.SourceClosed>(_ => { });
        Receive<RequestWork>(_ => { });
        Receive<RetryDue>(_ => { });
        Receive<SlotLost>(_ => { });
        Receive<FactsDue>(_ => { });
        Receive<CancelTimeOver>(_ => { });
        Receive<StopRun>(_ => OnStopWhileRecording());
        Receive<CancelRun>(_ => OnStopWhileRecording());
        Receive<EndTimeOver>(_ => OnEndTimeOver());
        Ending();
    }

    private void Complete(RunProgress progress)
    {
        _ended.TrySetResult(new RunResult(_end, progress) { Refusal = _refusal, Message = _message, Notes = [.. _notes] });
        Context.Stop(Self);
    }
}
