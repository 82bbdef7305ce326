using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <content>Failing, restarting, ending.</content>
public partial class ActorCell
{
    // Who failed: this actor or, after an escalation, a child. While it is set, the supervisor's word is awaited.
    private IActorRef? _failed;
    private bool _failedFatally;
    private Queue<SystemMessage>? _waiting;

    private bool IsFailed => _failed is not null || _failedFatally;

    private bool MustWait(SystemMessage message)
    {
        if (!Mailbox.IsSuspended || _isTerminated)
            return false;
        var waitsForChildren = _children is { IsNormal: false };
        return waitsForChildren ? message.WaitsForChildren : IsFailed && message.WaitsWhenFailed;
    }

    private void HandleWaiting()
    {
        while (_waiting is { Count: > 0 } && !MustWait(_waiting.Peek()))
            Handle(_waiting.Dequeue());
    }

    private void HandleInvokeFailure(Exception cause, IReadOnlyCollection<IActorRef>? notToSuspend = null, IActorRef? culprit = null)
    {
        if (IsFailed && !_failedFatally)
        {
            Publish(new Error(cause, _self.Path.ToString(), _actor?.GetType() ?? GetType(), $"Failed while waiting for its supervisor: {cause.Message}"));
            return;
        }

        try
        {
            Dispatcher.Suspend(this);
            _failed = culprit ?? _self;
            foreach (var child in GetChildren())
            {
                if (!child.Equals(culprit) && notToSuspend?.Contains(child) != true)
                    ((IInternalActorRef)child).Suspend();
            }

            _parent.SendSystemMessage(new Failed(_self, cause, Uid));
        }
#pragma warning disable CA1031 // Failing to report a failure ends the actor.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Publish(new Error(error, _self.Path.ToString(), _actor?.GetType() ?? GetType(), $"Emergency stop: {error.Message} while handling {cause.Message}"));
            StopChildren();
            FinishTerminate();
        }
    }

    private void FaultSuspend()
    {
        Dispatcher.Suspend(this);
        foreach (var child in GetChildren())
            ((IInternalActorRef)child).Suspend();
    }

    private void FaultResume(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            // Its supervisor resumed an actor that was never made: the only way on is to make it.
            FaultCreate();
            return;
        }

        var culprit = _failed;
        try
        {
            Dispatcher.Resume(this);
        }
        finally
        {
            if (causedByFailure is not null)
                ClearFailed();
        }

        foreach (var child in GetChildren())
            ((IInternalActorRef)child).Resume(child.Equals(culprit) ? causedByFailure : null);
    }

    private void FaultCreate()
    {
        CancelReceiveTimeout();
        StopChildren();
        if (_children?.SetReason(SuspendReason.Creation, null) != true)
            FinishCreate();
    }

    private void FinishCreate()
    {
        try
        {
            Dispatcher.Resume(this);
        }
        finally
        {
            ClearFailed();
        }

        Create(null);
    }

    private void Terminate()
    {
        SetReceiveTimeout(null);
        UnwatchWatchedActors();
        StopChildren();
        var wasTerminating = IsTerminating;
        if (_children?.SetReason(SuspendReason.Termination, null) == true)
        {
            if (wasTerminating)
                return;
            // Nothing but children's ends comes in any more.
            Dispatcher.Suspend(this);
            _failed = _self;
            return;
        }

        Children.SetTerminated();
        FinishTerminate();
    }

    private void FinishTerminate()
    {
        if (_isTerminated)
            return;
        Volatile.Write(ref _isTerminated, true);
        var actor = _actor;
        try
        {
            actor?.AroundPostStop();
        }
#pragma warning disable CA1031 // An actor that fails in its last word ends all the same.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            Publish(new Error(cause, _self.Path.ToString(), actor!.GetType(), cause.Message));
        }

        if (actor is not null)
            ClearActor(actor, recreate: false);
        Dispatcher.Detach(this);
        _parent.SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true, addressTerminated: false));
        TellWatchersWeDied();
        UnwatchWatchedActors();
        if (_system.Settings.DebugLifecycle)
            Publish(new Debug(_self.Path.ToString(), actor?.GetType() ?? GetType(), "Stopped"));
        _actor = null;
    }

    private void ClearFailed()
    {
        _failed = null;
        _failedFatally = false;
    }
}
