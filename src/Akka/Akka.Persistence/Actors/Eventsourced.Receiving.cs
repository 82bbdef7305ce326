using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Persistence;

/// <content>What becomes of a message, by phase.</content>
public abstract partial class Eventsourced
{
    private bool _handling;
    private bool _taskRunning;

    /// <inheritdoc />
    protected internal override bool AroundReceive(Receive receive, object message)
    {
        switch (_phase)
        {
            case Phase.Processing:
                if (!ReceiveAnswer(message))
                    Process(receive, message);
                break;
            case Phase.Persisting:
                if (!ReceiveAnswer(message))
                    _internalStash.Stash();
                break;
            default:
                if (!ReceiveRecovery(message))
                    _internalStash.Stash();
                break;
        }
        return true;
    }

    /// <summary>Runs a task as part of the message at hand: what it persists is stored when it has ended.</summary>
    private protected void RunTask(Func<Task> action)
    {
        _taskRunning = true;
        ActorTaskScheduler.RunTask(async () =>
        {
            var failed = true;
            try
            {
                await action();
                failed = false;
            }
            finally
            {
                _taskRunning = false;
                // A task that never waited ends inside its handler, which settles for both.
                if (!_handling)
                    Settle(allBack: failed);
            }
        });
    }

    private void Process(Receive receive, object message)
    {
        var failed = true;
        _handling = true;
        try
        {
            _ = base.AroundReceive(receive, message);
            failed = false;
        }
        finally
        {
            Finish(failed);
        }
    }

    private void Finish(bool failed)
    {
        _handling = false;
        if (!_taskRunning)
            Settle(allBack: failed);
    }

    // After each message: what it persisted goes to the journal, and either commands wait for that or the next waiting one comes.
    private void Settle(bool allBack)
    {
        Flush();
        _phase = _stashingInvocations > 0 ? Phase.Persisting : Phase.Processing;
        if (_phase == Phase.Persisting)
            return;
        // One at a time, since the next may persist and send the others back.
        if (allBack)
            _internalStash.UnstashAll();
        else
            _internalStash.Unstash();
    }
}
