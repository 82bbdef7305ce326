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
        Receive<Terminated>(m => eventStream.Unsubscribe(m.ActorRef));
    }
}
