using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <content>What a parent does when a child fails or ends.</content>
public partial class ActorCell
{
    private SupervisorStrategy Strategy => Props.SupervisorStrategy ?? _actor?.OwnStrategy() ?? SupervisorStrategy.DefaultStrategy;

    internal virtual void ChildEnded(IActorRef child) { }

    private void HandleFailed(Failed failed)
    {
        // The strategy may ask for Sender and Self as in a message.
        _currentMessage = failed;
        _sender = failed.Child;
        if (FindChild(failed.Child) is not { } stats || stats.Child.Path.Uid != failed.Uid)
        {
            Publish(new Debug(_self.Path.ToString(), _actor?.GetType() ?? GetType(), $"Dropping Failed({failed.Cause}) from unknown child {failed.Child}"));
            return;
        }

        bool handled;
        try
        {
            handled = Strategy.HandleFailure(this, failed.Child, failed.Cause, stats, _children!.Stats());
        }
#pragma warning disable CA1031 // A strategy that throws fails its actor.
        catch (Exception error)
#pragma warning restore CA1031
        {
            HandleInvokeFailure(error, culprit: failed.Child);
            return;
        }

        _currentMessage = null;
        if (!handled)
            HandleInvokeFailure(failed.Cause, culprit: failed.Child);
    }

    // A strategy that does not look costs nothing: a parent may have a hundred thousand children.
    private IEnumerable<IInternalActorRef> LazyChildren()
    {
        foreach (var child in _children!.Refs())
            yield return child;
    }

    private void HandleChildTerminated(IActorRef child)
    {
        var (reason, cause) = _children!.Remove(child);
        ChildEnded(child);
        if (_actor is not null && !_isTerminated)
        {
            try
            {
                Strategy.HandleChildTerminated(this, child, LazyChildren());
            }
#pragma warning disable CA1031 // A strategy that throws fails its actor.
            catch (Exception error)
#pragma warning restore CA1031
            {
                HandleInvokeFailure(error);
            }
        }

        switch (reason)
        {
            case SuspendReason.Recreation:
                FinishRecreate(cause!, _actor!);
                break;
            case SuspendReason.Creation:
                FinishCreate();
                break;
            case SuspendReason.Termination:
                FinishTerminate();
                break;
        }
    }
}
