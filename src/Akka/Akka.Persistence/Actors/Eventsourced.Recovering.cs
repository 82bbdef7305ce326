using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <content>From the start to the first command.</content>
public abstract partial class Eventsourced
{
    private TimeSpan _recoveryTimeout;
    private ICancelable? _recoveryTimer;
    private bool _eventSeen;

    /// <summary>Called when all events were replayed, before <see cref="RecoveryCompleted"/>.</summary>
    protected virtual void OnReplaySuccess()
    {
    }

    /// <summary>Called when the state cannot be got back. The actor stops afterwards, whatever this does.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">The event or snapshot being replayed; null when it was none.</param>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is not null)
        {
            Log.Error(
                reason,
                "Exception in ReceiveRecover when replaying event type [{0}] with sequence number [{1}] for persistenceId [{2}]",
                message.GetType(),
                LastSequenceNr,
                PersistenceId);
        }
        else
        {
            Log.Error(
                reason,
                "Persistence failure when replaying events for persistenceId [{0}]. Last known sequence number [{1}]",
                PersistenceId,
                LastSequenceNr);
        }
    }

    private bool ReceiveRecovery(object message)
    {
        switch (message)
        {
            case RecoveryPermitGranted when _phase == Phase.WaitingForPermit:
                StartRecovery();
                return true;
            case RecoveryTick tick:
                OnTick(tick);
                return true;
            case LoadSnapshotResult loaded when _phase == Phase.LoadingSnapshot:
                OnSnapshot(loaded);
                return true;
            case LoadSnapshotFailed failed when _phase == Phase.LoadingSnapshot:
                FailRecovery(failed.Cause);
                return true;
            case ReplayedMessage replayed when _phase == Phase.Replaying:
                OnReplayed(replayed.Persistent);
                return true;
            case RecoverySuccess success when _phase == Phase.Replaying:
                OnReplayEnd(success.HighestSequenceNr);
                return true;
            case ReplayMessagesFailure failed when _phase == Phase.Replaying:
                FailRecovery(failed.Cause);
                return true;
            // Leftovers of an earlier incarnation.
            case WriteMessageSuccess or WriteMessageFailure or WriteMessageRejected or LoopMessageSuccess:
            case WriteMessagesSuccessful or WriteMessagesFailed:
            case ReplayedMessage or RecoverySuccess or ReplayMessagesFailure or LoadSnapshotResult or LoadSnapshotFailed:
                return true;
            default:
                return false;
        }
    }

    private void StartRecovery()
    {
        if (string.IsNullOrEmpty(PersistenceId))
            throw new InvalidOperationException($"PersistenceId of {Self.Path} must be neither null nor empty.");
        var recovery = Recovery;
        _recoveryTimeout = Extension.JournalConfigFor(JournalPluginId).GetTimeSpan("recovery-event-timeout");
        ScheduleTick(isSnapshot: true);
        _phase = Phase.LoadingSnapshot;
        LoadSnapshot(SnapshotterId, recovery.FromSnapshot, recovery.ToSequenceNr);
    }

    private void OnSnapshot(LoadSnapshotResult loaded)
    {
        _recoveryTimer?.Cancel();
        if (loaded.Snapshot is { } selected)
        {
            LastSequenceNr = selected.Metadata.SequenceNr;
            var offer = new SnapshotOffer(selected.Metadata, selected.Snapshot);
            try
            {
                Recover(offer);
            }
            catch (Exception cause)
            {
                FailRecovery(cause, offer);
                return;
            }
        }
        _phase = Phase.Replaying;
        ScheduleTick(isSnapshot: false);
        Journal.Tell(new ReplayMessages(LastSequenceNr + 1, loaded.ToSequenceNr, Recovery.ReplayMax, PersistenceId, Self), Self);
    }

    private void OnReplayed(IPersistentRepresentation persistent)
    {
        _eventSeen = true;
        try
        {
            LastSequenceNr = Math.Max(LastSequenceNr, persistent.SequenceNr);
            Recover(persistent.Payload);
        }
        catch (Exception cause)
        {
            FailRecovery(cause, persistent.Payload);
        }
    }

    private void OnReplayEnd(long highest)
    {
        _recoveryTimer?.Cancel();
        OnReplaySuccess();
        LastSequenceNr = Math.Max(LastSequenceNr, highest);
        _sequenceNr = LastSequenceNr;
        IsRecovering = false;
        try
        {
            Recover(RecoveryCompleted.Instance);
        }
        finally
        {
            ReturnPermit();
            Settle(allBack: true);
        }
    }

    private void OnTick(RecoveryTick tick)
    {
        var waitsForSnapshot = _phase == Phase.LoadingSnapshot;
        if (tick.IsSnapshot != waitsForSnapshot)
            return;
        if (waitsForSnapshot || !_eventSeen)
        {
            FailRecovery(new RecoveryTimedOutException(
                $"Recovery timed out, didn't get {(waitsForSnapshot ? "snapshot" : "event")} within {_recoveryTimeout.TotalSeconds}s, "
                + $"highest sequence number seen {LastSequenceNr}."));
        }
        _eventSeen = false;
    }

    private void FailRecovery(Exception cause, object? message = null)
    {
        _recoveryTimer?.Cancel();
        try
        {
            OnRecoveryFailure(cause, message);
        }
        finally
        {
            Context.Stop(Self);
            ReturnPermit();
        }
    }

    private void Recover(object message) => _ = base.AroundReceive(ReceiveRecover, message);

    private void ScheduleTick(bool isSnapshot) =>
        _recoveryTimer = Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(
            _recoveryTimeout, _recoveryTimeout, Self, new RecoveryTick(isSnapshot), Self);

    private void ReturnPermit() => Extension.RecoveryPermitter.Tell(ReturnRecoveryPermit.Instance, Self);
}
