using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Subscribers by type. Who publishes never waits: it reads one immutable list per type.</summary>
public abstract class EventBus
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<Type, IActorRef[]> _byEvent = new();
    private Subscription[] _subscriptions = [];

    /// <summary>Subscribes.</summary>
    /// <param name="subscriber">Who.</param>
    /// <param name="channel">To what type.</param>
    /// <returns>False if it was subscribed already.</returns>
    public virtual bool Subscribe(IActorRef subscriber, Type channel)
    {
        lock (_lock)
        {
            if (_subscriptions.Any(s => s.Channel == channel && s.Subscriber.Equals(subscriber)))
                return false;
            _subscriptions = [.. _subscriptions, new Subscription(subscriber, channel)];
            _byEvent.Clear();
            return true;
        }
    }

    /// <summary>Unsubscribes from all types.</summary>
    /// <param name="subscriber">Who.</param>
    /// <returns>False if it was not subscribed.</returns>
    public virtual bool Unsubscribe(IActorRef subscriber) => Drop(s => s.Subscriber.Equals(subscriber));

    /// <summary>Unsubscribes from a type; subscriptions to types derived from it stay.</summary>
    /// <param name="subscriber">Who.</param>
    /// <param name="channel">From what type.</param>
    /// <returns>False if it was not subscribed.</returns>
    public virtual bool Unsubscribe(IActorRef subscriber, Type channel) =>
        Drop(s => s.Subscriber.Equals(subscriber) && s.Channel == channel);

    /// <summary>Tells everyone who subscribed to it.</summary>
    /// <param name="event">What happened.</param>
    public virtual void Publish(object @event)
    {
        var type = @event.GetType();
        if (!_byEvent.TryGetValue(type, out var subscribers))
            subscribers = Resolve(type);
        foreach (var subscriber in subscribers)
            subscriber.Tell(@event, ActorRefs.NoSender);
    }

    private IActorRef[] Resolve(Type type)
    {
        lock (_lock)
        {
            return _byEvent[type] =
            [
                .. _subscriptions.Where(s => s.Channel.IsAssignableFrom(type)).Select(s => s.Subscriber).Distinct(),
            ];
        }
    }

    private bool Drop(Func<Subscription, bool> which)
    {
        lock (_lock)
        {
            var left = _subscriptions.Where(s => !which(s)).ToArray();
            if (left.Length == _subscriptions.Length)
                return false;
            _subscriptions = left;
            _byEvent.Clear();
            return true;
        }
    }

    private sealed record Subscription(IActorRef Subscriber, Type Channel);
}

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
