using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <content>Handling one message.</content>
public partial class ActorCell
{
    internal void Invoke(in Envelope envelope)
    {
        var message = envelope.Message;
        _currentMessage = message;
        _sender = envelope.Sender;
        EnvelopeNumber++;
        try
        {
            if (message is IAutoReceivedMessage)
                AutoReceiveMessage(message);
            else
                ReceiveMessage(message);
            _currentMessage = null;
        }
#pragma warning disable CA1031 // The mailbox loop: whatever an actor throws is its supervisor's business.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            HandleInvokeFailure(cause);
        }
        finally
        {
            if (_receiveTimeout is not null)
                CheckReceiveTimeout(reschedule: message is not INotInfluenceReceiveTimeout);
        }
    }

    internal void AutoReceiveMessage(object message)
    {
        if (_system.Settings.DebugAutoReceive)
            Publish(new Debug(_self.Path.ToString(), _actor?.GetType() ?? GetType(), "received AutoReceiveMessage " + message));
        switch (message)
        {
            case Terminated terminated:
                ReceivedTerminated(terminated);
                break;
            case PoisonPill:
                _self.Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, _self), _self);
                break;
            default:
                ReceiveMessage(message);
                break;
        }
    }

    internal virtual void ReceiveMessage(object message)
    {
        if (message is TimerMessage timer)
        {
            if (timer.Open(_actor) is not { } carried)
                return;
            _currentMessage = carried;
            if (carried is IAutoReceivedMessage)
                AutoReceiveMessage(carried);
            else
                _actor!.AroundReceive(_behaviour, carried);
            return;
        }

        _actor!.AroundReceive(_behaviour, message);
    }

    internal void SystemInvoke(SystemMessage message)
    {
        try
        {
            if (MustWait(message))
            {
                (_waiting ??= []).Enqueue(message);
                return;
            }

            Handle(message);
            HandleWaiting();
        }
#pragma warning disable CA1031 // The mailbox loop: whatever an actor throws is its supervisor's business.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            HandleInvokeFailure(cause);
        }
    }

    internal void Publish(object message) => _system.EventStream.Publish(message);

    private void Handle(SystemMessage message)
    {
        switch (message)
        {
            case Create create:
                Create(create.Failure);
                break;
            case Watch watch:
                AddWatcher(watch.Watchee, watch.Watcher);
                break;
            case Unwatch unwatch:
                RemoveWatcher(unwatch.Watchee, unwatch.Watcher);
                break;
            case DeathWatchNotification notice:
                WatchedActorTerminated(notice);
                break;
            case Failed failed:
                HandleFailed(failed);
                break;
            case Recreate recreate:
                FaultRecreate(recreate.Cause);
                break;
            case Suspend:
                FaultSuspend();
                break;
            case Resume resume:
                FaultResume(resume.CausedByFailure);
                break;
            case Akka.Dispatch.SysMsg.Terminate:
                Terminate();
                break;
            case StopChild stop:
                Stop(stop.Child);
                break;
            case ActorTaskSchedulerMessage piece:
                RunPiece(piece);
                break;
        }
    }

    private void RunPiece(ActorTaskSchedulerMessage piece)
    {
        _currentMessage = piece.Message;
        _sender = piece.Sender;
        piece.Run();
        _currentMessage = null;
    }
}
