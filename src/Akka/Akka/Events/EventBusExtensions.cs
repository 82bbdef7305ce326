using Akka.Actor;

namespace Akka.Event;

/// <summary>Subscribing by type parameter.</summary>
public static class EventBusExtensions
{
    /// <summary>Subscribes.</summary>
    /// <typeparam name="TChannel">To what type.</typeparam>
    /// <param name="bus">The event stream.</param>
    /// <param name="subscriber">Who.</param>
    /// <returns>False if it was subscribed already.</returns>
    public static bool Subscribe<TChannel>(this EventStream bus, IActorRef subscriber) => bus.Subscribe(subscriber, typeof(TChannel));

    /// <summary>Unsubscribes.</summary>
    /// <typeparam name="TChannel">From what type.</typeparam>
    /// <param name="bus">The event stream.</param>
    /// <param name="subscriber">Who.</param>
    /// <returns>False if it was not subscribed.</returns>
    public static bool Unsubscribe<TChannel>(this EventStream bus, IActorRef subscriber) => bus.Unsubscribe(subscriber, typeof(TChannel));
}
