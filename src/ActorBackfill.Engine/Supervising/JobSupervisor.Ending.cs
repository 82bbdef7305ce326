using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Dispatching;
using Akka.Actor;
using Akka.Event;
using Akka.Routing;

namespace ActorBackfill.Engine.Supervising;

/// <summary>How a run ends, and how it goes on when the journal was away.</summary>
public sealed partial class JobSupervisor
{
    // How long the journal may be away before the run gives up; the pauses between tries.
    private static readonly TimeSpan JournalBudget = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan JournalPause = TimeSpan.FromSeconds(2);

    // How long a stopped run waits for the journal to take its end. Without it the next start finds out by itself.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    private DateTimeOffset? _journalDownSince;
    private bool _isRecording;
    private bool _isOver;
    private int _checkpoints;
    private long _acknowledged;

    private void StartCheckpoint() => _checkpoint = Context.Watch(Context.ActorOf(
        CheckpointActor.For(_settings, _ports, _committer, _desk is null ? null : _acknowledged), $"checkpoint-{++_checkpoints}"));

    private Statistics.OutcomesChanged Settled(UnitsAcknowledged acknowledged)
    {
        _acknowledged = Math.Max(_acknowledged, acknowledged.N);
        return _desk!.Acknowledge(acknowledged.Units.Select(u => (u.Ordinal, u.Outcome, u.Rows)));
    }

    private void OnReadyAgain(CheckpointReady ready)
    {
        _log.Info("The journal is back at commit {N}", ready.State.N);
        _journalDown = null;
        _notes.AddRange(ready.Notes);
        if (_desk!.Closing is { IsEmpty: false } closing)
        {
            // A journal that can be read and not written is not back before it has taken these: its budget runs on.
            _checkpoint.Tell(new CloseUnits(closing));
        }

        if (_isRecording)
        {
            _statistics.Tell(_desk.Acknowledge(ready.State));
            _checkpoint.Tell(new EndRun(_end));
            return;
        }

        _journalDownSince = _desk.Closing.IsEmpty ? null : _journalDownSince;
        Acknowledged(_desk.Acknowledge(ready.State));
    }

    private Statistics.OutcomesChanged Closed(UnitsCloseAcknowledged acknowledged)
    {
        _journalDownSince = _isRecording ? _journalDownSince : null;
        return _desk!.Acknowledge(acknowledged.Units.Select(u => (u.Ordinal, u.Outcome, 0)));
    }

    private void OnTerminated(Terminated terminated)
    {
        if (!terminated.ActorRef.Equals(_checkpoint))
        {
            _ended.TrySetException(new InvalidOperationException($"{terminated.ActorRef.Path.Name} of the run has crashed; see the log"));
            Context.Stop(Self);
            return;
        }

        // A checkpoint that refused to begin, or was fenced, stops itself.
        if (_isOver)
        {
            return;
        }

        if (_desk is null)
        {
            Refuse(RunRefusal.JournalUnusable, "The journal cannot be read; see the log.");
            return;
        }

        _journalDown ??= "the journal";
        _journalDownSince ??= Now;
        if (Now - _journalDownSince >= JournalBudget)
        {
            Refuse(RunRefusal.JournalUnusable, $"The journal could not be used for {JournalBudget.TotalMinutes:0} minutes: {_journalDown}");
            return;
        }

        _log.Warning("The journal is away: {Reason}; trying again", _journalDown);
        Timers.StartSingleTimer(JournalTimer, JournalDue.Instance, JournalPause);
    }

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
        _desk!.Stop();
        Timers.StartSingleTimer(GraceTimer, CancelRun.Instance, _settings.Grace);
        Deal();
    }

    private void OnCancel()
    {
        _end = RunEnd.Stopped;
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
        _workers.Tell(new Broadcast(CancelWork.Instance));
        Become(Over);
        _statistics.Tell(new Statistics.ReportProgress(_desk?.Gauges(null) ?? NoGauges, Self));
    }

    private void RecordEnd()
    {
        if (_isRecording)
        {
            return;
        }

        _isRecording = true;
        _checkpoint.Tell(new EndRun(_end));
        Become(RecordingEnd);
        if (_end != RunEnd.Finished)
        {
            Timers.StartSingleTimer(EndTimer, EndTimeOver.Instance, EndTime);
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
        Receive<SinkBlocked>(_ => { });
        Receive<Limiting.SourceClosed>(_ => { });
        Receive<RequestWork>(_ => { });
        Receive<RetryDue>(_ => { });
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
