using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Routing;

/// <summary>What kind of router stands in front of an actor.</summary>
public abstract class RouterConfig
{
    private protected RouterConfig(string? routerDispatcher) =>
        RouterDispatcher = routerDispatcher ?? Dispatchers.DefaultDispatcherId;

    /// <summary>Gets the dispatcher of the router itself; it only makes, watches and stops routees.</summary>
    public virtual string RouterDispatcher { get; }

    /// <summary>Gets a value indicating whether the router ends with its last routee.</summary>
    public virtual bool StopRouterWhenAllRouteesRemoved => true;

    /// <summary>Makes the router.</summary>
    /// <param name="system">The actor system.</param>
    /// <returns>The router, without routees.</returns>
    public abstract Router CreateRouter(ActorSystem system);

    /// <summary>Whether a message is for the router itself.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False for those it sends on.</returns>
    public virtual bool IsManagementMessage(object message) =>
        message is IAutoReceivedMessage or ReceiveTimeout or RouterManagementMessage or IDeadLetterSuppression and TimerMessage;

    /// <summary>Whether it is the same kind of router with the same settings.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True if it is.</returns>
    public virtual bool Equals(RouterConfig? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RouterConfig);

    /// <inheritdoc/>
    public override int GetHashCode() => GetType().GetHashCode();

    internal abstract Props RouterActor();
}
