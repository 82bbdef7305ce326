using System.Collections.Concurrent;

namespace Akka.Event;

/// <summary>Subscribers by classifier. Who publishes never waits: it reads one immutable list per classifier.</summary>
/// <typeparam name="TEvent">What is published.</typeparam>
/// <typeparam name="TClassifier">What is subscribed to.</typeparam>
/// <typeparam name="TSubscriber">Who is told.</typeparam>
public abstract class EventBus<TEvent, TClassifier, TSubscriber>
    where TClassifier : notnull
    where TSubscriber : notnull
{
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<TClassifier, TSubscriber[]> _byClassifier = new();
    private Subscription[] _subscriptions = [];

    /// <summary>Subscribes.</summary>
    /// <param name="subscriber">Who.</param>
    /// <param name="classifier">To what.</param>
    /// <returns>False if it was subscribed already.</returns>
    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier)
    {
        lock (_lock)
        {
            if (_subscriptions.Any(s => s.Is(subscriber, classifier)))
                return false;
            _subscriptions = [.. _subscriptions, new Subscription(subscriber, classifier)];
            _byClassifier.Clear();
            return true;
        }
    }

    /// <summary>Unsubscribes from everything.</summary>
    /// <param name="subscriber">Who.</param>
    /// <returns>False if it was not subscribed.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber) => Drop(s => s.Subscriber.Equals(subscriber));

    /// <summary>Unsubscribes; subscriptions to classifiers below it stay.</summary>
    /// <param name="subscriber">Who.</param>
    /// <param name="classifier">From what.</param>
    /// <returns>False if it was not subscribed.</returns>
    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier) => Drop(s => s.Is(subscriber, classifier));

    /// <summary>Tells everyone who subscribed to it.</summary>
    /// <param name="event">What happened.</param>
    public virtual void Publish(TEvent @event)
    {
        var classifier = GetClassifier(@event);
        if (!_byClassifier.TryGetValue(classifier, out var subscribers))
            subscribers = Resolve(classifier);
        foreach (var subscriber in subscribers)
            Publish(@event, subscriber);
    }

    /// <summary>Tells one subscriber.</summary>
    /// <param name="event">What happened.</param>
    /// <param name="subscriber">Who.</param>
    protected abstract void Publish(TEvent @event, TSubscriber subscriber);

    /// <summary>Gets the classifier of an event.</summary>
    /// <param name="event">What happened.</param>
    protected abstract TClassifier GetClassifier(TEvent @event);

    /// <summary>Whether who subscribed to one classifier gets what has another.</summary>
    /// <param name="parent">What was subscribed to.</param>
    /// <param name="child">What an event has.</param>
    protected abstract bool IsSubClassification(TClassifier parent, TClassifier child);

    private TSubscriber[] Resolve(TClassifier classifier)
    {
        lock (_lock)
        {
            return _byClassifier[classifier] =
            [
                .. _subscriptions.Where(s => IsSubClassification(s.Classifier, classifier)).Select(s => s.Subscriber).Distinct(),
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
            _byClassifier.Clear();
            return true;
        }
    }

    private sealed record Subscription(TSubscriber Subscriber, TClassifier Classifier)
    {
        public bool Is(TSubscriber subscriber, TClassifier classifier) => Classifier.Equals(classifier) && Subscriber.Equals(subscriber);
    }
}
