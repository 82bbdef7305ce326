using Akka.Event;

namespace Akka.Persistence;

/// <content>What the journal answers to writes.</content>
public abstract partial class Eventsourced
{
    /// <summary>Called when nobody can tell whether an event was stored. The actor stops afterwards, whatever this does.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="event">The event.</param>
    /// <param name="sequenceNr">Its number.</param>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Log.Error(
            cause,
            "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].",
            @event.GetType(),
            sequenceNr,
            PersistenceId);

    /// <summary>Called when an event was not stored though the journal is well. Its handler is not called and the actor goes on.</summary>
    /// <param name="cause">Why, mostly that it cannot be serialized.</param>
    /// <param name="event">The event.</param>
    /// <param name="sequenceNr">Its number.</param>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Log.Error(
            cause,
            "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}] due to [{3}].",
            @event.GetType(),
            sequenceNr,
            PersistenceId,
            cause.Message);

    // Answers to an earlier incarnation of this actor are nobody's any more.
    private bool ReceiveAnswer(object message)
    {
        switch (message)
        {
            case WriteMessageSuccess stored:
                if (stored.ActorInstanceId == _instanceId)
                    OnStored(stored.Persistent);
                return true;
            case LoopMessageSuccess looped:
                if (looped.ActorInstanceId == _instanceId)
                    CallHandler(looped.Message);
                return true;
            case WriteMessageRejected rejected:
                if (rejected.ActorInstanceId == _instanceId)
                    OnRejected(rejected);
                return true;
            case WriteMessageFailure failed:
                if (failed.ActorInstanceId == _instanceId)
                    OnFailed(failed);
                return true;
            case WriteMessagesSuccessful:
                _writing = false;
                Write();
                return true;
            case WriteMessagesFailed:
                // The first of the failures that follow stops the actor.
                _writing = false;
                return true;
            default:
                return message is RecoveryTick;
        }
    }

    private void OnStored(IPersistentRepresentation persistent)
    {
        LastSequenceNr = Math.Max(LastSequenceNr, persistent.SequenceNr);
        CallHandler(persistent.Payload);
    }

    private void OnRejected(WriteMessageRejected rejected)
    {
        LastSequenceNr = Math.Max(LastSequenceNr, rejected.Persistent.SequenceNr);
        _ = Pop();
        var failed = true;
        _handling = true;
        try
        {
            OnPersistRejected(rejected.Cause, rejected.Persistent.Payload, rejected.Persistent.SequenceNr);
            failed = false;
        }
        finally
        {
            Finish(failed);
        }
    }

    private void OnFailed(WriteMessageFailure failed)
    {
        _ = Pop();
        try
        {
            OnPersistFailure(failed.Cause, failed.Persistent.Payload, failed.Persistent.SequenceNr);
        }
        finally
        {
            Context.Stop(Self);
        }
    }

    private void CallHandler(object e)
    {
        var invocation = Pop();
        var failed = true;
        _handling = true;
        try
        {
            invocation.Invoke(invocation.Handler, e);
            failed = false;
        }
        finally
        {
            Finish(failed);
        }
    }

    private PendingInvocation Pop()
    {
        var invocation = _invocations.Dequeue();
        if (invocation.IsStashing)
            _stashingInvocations--;
        return invocation;
    }
}
