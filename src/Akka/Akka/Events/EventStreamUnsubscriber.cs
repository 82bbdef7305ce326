using Akka.Actor;

namespace Akka.Event;

/// <summary>Command, event stream to its unsubscriber: unsubscribe this actor when it ends.</summary>
internal sealed record WatchSubscriber(IActorRef Subscriber) : INoSerializationVerificationNeeded;

/// <summary>Unsubscribes actors that have ended.</summary>
internal sealed class EventStreamUnsubscriber : ReceiveActor
{
    public EventStreamUnsubscriber(EventStream eventStream)
    {
        Receive<WatchSubscriber>(m => Context.Watch(m.Subscriber));
        // A block: its answer would say whether the message was handled, and an ended actor may have unsubscribed by itself.
        Receive<Terminated>(m => { _ = eventStream.Unsubscribe(m.ActorRef); });
    }
}
