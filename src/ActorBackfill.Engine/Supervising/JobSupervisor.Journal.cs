using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Committing;
using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Engine.Supervising;

/// <summary>The checkpoint actor's life: the first one, and others after it while the journal is away.</summary>
public sealed partial class JobSupervisor
{
    // How long the journal may be away before the run gives up; the pauses between tries.
    private static readonly TimeSpan JournalBudget = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan JournalPause = TimeSpan.FromSeconds(2);

    private TimeSpan? _journalDownSince;
    private int _journalTries;
    private int _checkpoints;
    private long _acknowledged;
    private bool _usesSnapshot = true;

    // The last journal event, and the last commit, that the counts have taken in.
    private long _sequence;
    private long _commits;

    private void StartCheckpoint() => _checkpoint = Context.Watch(Context.ActorOf(
        CheckpointActor.For(_settings, _ports, _committer, _desk is null ? null : _acknowledged, _usesSnapshot), $"checkpoint-{++_checkpoints}"));

    private Statistics.OutcomesChanged Settled(UnitsAcknowledged acknowledged)
    {
        _acknowledged = Math.Max(_acknowledged, acknowledged.N);
        (_sequence, _commits) = (Math.Max(_sequence, acknowledged.Sequence), Math.Max(_commits, acknowledged.N));
        TellEnded(acknowledged);
        _statistics.Tell(Measured(acknowledged.Units.Select(u => (u.Ordinal, u.Milliseconds))));
        return _desk!.Acknowledge(acknowledged.Units.Select(u => (u.Ordinal, u.Outcome, u.Rows)));
    }

    private void OnAlreadySettled(UnitsAlreadySettled already)
    {
        TellEnded(already);
        Acknowledged(_desk!.Acknowledge(already.Units.Select(u => (u.Unit.Ordinal, u.Outcome, 0))));
    }

    private void OnReadyAgain(CheckpointReady ready)
    {
        (_journalDown, _usesSnapshot) = (null, true);
        (_sequence, _commits) = (ready.Sequence, ready.State.N);
        RecordAgain();
        OpenAgain();
        ParkAgain();
        _notes.AddRange(ready.Notes);
        TellKnown(ready);
        WriteFacts(_desk!.Watch.Open);
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

        if (_desk.Closing.IsEmpty)
        {
            JournalIsBack();
        }

        Acknowledged(_desk.Acknowledge(ready.State));
    }

    private Statistics.OutcomesChanged Closed(UnitsCloseAcknowledged acknowledged)
    {
        if (!_isRecording)
        {
            JournalIsBack();
        }

        _sequence = Math.Max(_sequence, acknowledged.Sequence);
        TellEnded(acknowledged);
        _statistics.Tell(Measured(acknowledged.Units.Select(u => (u.Ordinal, u.Milliseconds))));
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
            TryWithoutSnapshot();
            return;
        }

        _journalDown ??= "the journal's actor has crashed; see the log";
        if (_journalDownSince is null)
        {
            // Once an outage: each try fails for the same reason, or only because a circuit breaker is open.
            _log.Warning("The journal is away: {Reason}; trying again every {Pause}", _journalDown, JournalPause);
            (_journalDownSince, _journalTries) = (Now.Elapsed, 0);
        }
        else if (Now.Elapsed - _journalDownSince >= JournalBudget)
        {
            Refuse(RunRefusal.JournalUnusable, $"The journal could not be used for {JournalBudget.TotalMinutes:0} minutes: {_journalDown}");
            return;
        }

        _journalTries++;
        Timers.StartSingleTimer(JournalTimer, JournalDue.Instance, JournalPause);
    }

    // At the start the first failed recovery may be the snapshot's fault. The second is not.
    private void TryWithoutSnapshot()
    {
        if (_checkpoints == 1 && !_usesSnapshot)
        {
            _log.Warning("Recovery failed: {Reason}; reading every event, without a snapshot", _journalDown);
            _journalDown = null;
            StartCheckpoint();
            return;
        }

        Refuse(RunRefusal.JournalUnusable, _journalDown ?? "The journal cannot be read; see the log.");
    }

    // While the journal is away, every other try is made without the snapshot.
    private void OnUnreadable(CheckpointUnreadable unreadable) => (_journalDown, _usesSnapshot) = (unreadable.Reason, !_usesSnapshot);

    private void JournalIsBack()
    {
        if (_journalDownSince is { } since)
        {
            _log.Info("The journal is back after {Tries} tries in {Time}", _journalTries, Now.Elapsed - since);
            _journalDownSince = null;
        }
    }
}
