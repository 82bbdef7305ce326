using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <content>Who watches whom.</content>
public partial class ActorCell
{
    // The value is the message the watcher wants instead of Terminated; null for Terminated.
    private Dictionary<IActorRef, object?>? _watching;
    private HashSet<IActorRef>? _watchedBy;
    private Dictionary<IActorRef, object?>? _noticesUnderWay;

    /// <inheritdoc/>
    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    /// <inheritdoc/>
    public IActorRef WatchWith(IActorRef subject, object message) => Watch(subject, message);

    /// <inheritdoc/>
    public IActorRef Unwatch(IActorRef subject)
    {
        if (!subject.Equals(_self) && _watching?.Remove(subject) == true)
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch((IInternalActorRef)subject, _self));
        _noticesUnderWay?.Remove(subject);
        return subject;
    }

    private IActorRef Watch(IActorRef subject, object? message)
    {
        var watchee = (IInternalActorRef)subject;
        if (watchee.Equals(_self))
            return watchee;
        _watching ??= [];
        if (_watching.TryGetValue(watchee, out var former))
        {
            if (!Equals(former, message))
                throw new InvalidOperationException($"Watch({_self}, {watchee}) termination message was not overwritten from [{former}] to [{message}]. If this was intended, unwatch first before using `Watch` / `WatchWith` with another message.");
            return watchee;
        }

        _watching.Add(watchee, message);
        watchee.SendSystemMessage(new Watch(watchee, _self));
        return watchee;
    }

    private void WatchedActorTerminated(DeathWatchNotification notice)
    {
        if (_watching is not null && _watching.Remove(notice.Actor, out var message) && !_isTerminated && !IsTerminating)
        {
            (_noticesUnderWay ??= [])[notice.Actor] = message;
            _self.Tell(new Terminated(notice.Actor, notice.ExistenceConfirmed, notice.AddressTerminated), notice.Actor);
        }

        if (FindChild(notice.Actor) is not null)
            HandleChildTerminated(notice.Actor);
    }

    // A notice that was unwatched while it waited in the mailbox is no longer under way and is dropped.
    private void ReceivedTerminated(Terminated terminated)
    {
        if (_noticesUnderWay?.Remove(terminated.ActorRef, out var message) != true)
            return;
        if (message is null)
        {
            ReceiveMessage(terminated);
            return;
        }

        _currentMessage = message;
        ReceiveMessage(message);
    }

    private void AddWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        var isWatchee = watchee.Equals(_self);
        var isWatcher = watcher.Equals(_self);
        if (isWatchee && !isWatcher)
            (_watchedBy ??= []).Add(watcher);
        else if (!isWatchee && isWatcher)
            Watch(watchee);
        else
            Publish(new Warning(_self.Path.ToString(), GetType(), $"BUG: illegal Watch({watchee},{watcher}) for {_self}"));
    }

    private void RemoveWatcher(IInternalActorRef watchee, IInternalActorRef watcher)
    {
        if (watchee.Equals(_self))
            _watchedBy?.Remove(watcher);
        else if (watcher.Equals(_self))
            Unwatch(watchee);
    }

    private void TellWatchersWeDied()
    {
        if (_watchedBy is null)
            return;
        // The parent has had its notice already.
        foreach (var watcher in _watchedBy)
        {
            if (!watcher.Equals(_parent))
                ((IInternalActorRef)watcher).SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true, addressTerminated: false));
        }

        _watchedBy = null;
    }

    private void UnwatchWatchedActors()
    {
        if (_watching is null)
            return;
        foreach (var watchee in _watching.Keys)
            ((IInternalActorRef)watchee).SendSystemMessage(new Unwatch((IInternalActorRef)watchee, _self));
        _watching = null;
        _noticesUnderWay = null;
    }
}
