using Akka.Event;

namespace Akka.Persistence;

/// <content>Start, restart and end.</content>
public abstract partial class Eventsourced
{
    /// <inheritdoc />
    public override void AroundPreStart()
    {
        RequestPermit();
        base.AroundPreStart();
    }

    /// <inheritdoc />
    public override void AroundPostRestart(Exception reason, object message)
    {
        RequestPermit();
        base.AroundPostRestart(reason, message);
    }

    /// <inheritdoc />
    public override void AroundPreRestart(Exception cause, object message)
    {
        _recoveryTimer?.Cancel();
        GiveBack();
        // The next incarnation recovers what this one has handed in.
        Flush();
        var inner = message switch
        {
            WriteMessageSuccess stored => stored.Persistent.Payload,
            LoopMessageSuccess looped => looped.Message,
            ReplayedMessage replayed => replayed.Persistent.Payload,
            _ => message,
        };
        base.AroundPreRestart(cause, inner);
    }

    /// <inheritdoc />
    public override void AroundPostStop()
    {
        _recoveryTimer?.Cancel();
        GiveBack();
        base.AroundPostStop();
    }

    /// <inheritdoc />
    protected override void Unhandled(object message)
    {
        switch (message)
        {
            case RecoveryCompleted:
                break;
            case SaveSnapshotFailure failed:
                Log.Warning("Failed to SaveSnapshot given metadata [{0}] due to: [{1}: {2}]", failed.Metadata, failed.Cause.GetType(), failed.Cause.Message);
                break;
            case DeleteSnapshotFailure failed:
                Log.Warning("Failed to DeleteSnapshot given metadata [{0}] due to: [{1}: {2}]", failed.Metadata, failed.Cause.GetType(), failed.Cause.Message);
                break;
            case DeleteSnapshotsFailure failed:
                Log.Warning("Failed to DeleteSnapshots given criteria [{0}] due to: [{1}: {2}]", failed.Criteria, failed.Cause.GetType(), failed.Cause.Message);
                break;
            case DeleteMessagesFailure failed:
                Log.Warning(
                    "Failed to DeleteMessages toSequenceNr [{0}] for persistenceId [{1}] due to [{2}: {3}]",
                    failed.ToSequenceNr, PersistenceId, failed.Cause.GetType(), failed.Cause.Message);
                break;
            default:
                base.Unhandled(message);
                break;
        }
    }

    private void RequestPermit()
    {
        _ = Journal;
        _ = SnapshotStore;
        Extension.RecoveryPermitter.Tell(RequestRecoveryPermit.Instance, Self);
    }

    // Held-back commands go back to the mailbox: to the next incarnation, or to dead letters.
    private void GiveBack()
    {
        _stash?.UnstashAll();
        _internalStash.UnstashAll();
    }
}
