using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Event;

/// <summary>A path without an actor: what is sent to it becomes a dead letter.</summary>
internal class EmptyLocalActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream) : MinimalActorRef
{
    public override ActorPath Path => path;

    public override IActorRefProvider Provider => provider;

    public override bool IsTerminated => true;

    protected EventStream EventStream { get; } = eventStream;

    public override void SendSystemMessage(ISystemMessage message) => AnswerForTheDead(message);

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is DeadLetter letter)
            AnswerForTheDead(letter.Message);
        else if (!AnswerForTheDead(message))
            PublishDead(message, sender, this);
    }

    /// <summary>Says what an actor would say that is not there; false if nothing answers the message.</summary>
    protected virtual bool AnswerForTheDead(object message)
    {
        switch (message)
        {
            case Watch watch:
                if (watch.Watchee.Equals(this) && !watch.Watcher.Equals(this))
                    watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
                return true;
            case Unwatch:
                return true;
            case Identify identify:
                ActorCell.GetCurrentSelfOrNoSender()?.Tell(new ActorIdentity(identify.MessageId, null), ActorRefs.NoSender);
                return true;
            default:
                return false;
        }
    }

    protected void PublishDead(object message, IActorRef? sender, IActorRef recipient)
    {
        var from = sender ?? provider.DeadLetters;
        EventStream.Publish(message is IDeadLetterSuppression suppressed
            ? new SuppressedDeadLetter(suppressed, from, recipient)
            : new DeadLetter(message, from, recipient));
    }
}

/// <summary>Where messages go that nobody gets. Publishes them on the event stream.</summary>
internal sealed class DeadLetterActorRef(IActorRefProvider provider, ActorPath path, EventStream eventStream)
    : EmptyLocalActorRef(provider, path, eventStream)
{
    protected override void TellInternal(object message, IActorRef? sender)
    {
        switch (message)
        {
            case DeadLetter { Message: Identify identify }:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), this);
                break;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.MessageId, null), this);
                break;
            case DeadLetter letter:
                if (!AnswerForTheDead(letter.Message))
                    PublishDead(letter.Message, letter.Sender, letter.Recipient);
                break;
            default:
                if (!AnswerForTheDead(message))
                    PublishDead(message, sender, this);
                break;
        }
    }

    protected override bool AnswerForTheDead(object message)
    {
        if (message is not Watch watch)
            return base.AnswerForTheDead(message);
        if (!watch.Watchee.Equals(this) && !watch.Watcher.Equals(this))
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(watch.Watchee, existenceConfirmed: false, addressTerminated: false));
        return true;
    }
}
