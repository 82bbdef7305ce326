namespace Akka.Routing;

/// <summary>Chooses a routee for a message. Called by many threads at once.</summary>
public abstract class RoutingLogic
{
    /// <summary>Chooses.</summary>
    /// <param name="message">The message.</param>
    /// <param name="routees">Those to choose from.</param>
    /// <returns>The one; NoRoutee if there is none.</returns>
    public abstract Routee Select(object message, Routee[] routees);
}

/// <summary>One after the other.</summary>
public sealed class RoundRobinRoutingLogic : RoutingLogic
{
    private int _next = -1;

    /// <inheritdoc/>
    public override Routee Select(object message, Routee[] routees)
    {
        if (routees.Length == 0)
            return Routee.NoRoutee;
        var turn = (uint)(Interlocked.Increment(ref _next) & int.MaxValue);
        return routees[turn % (uint)routees.Length];
    }
}

/// <summary>All at once.</summary>
public sealed class BroadcastRoutingLogic : RoutingLogic
{
    /// <inheritdoc/>
    public override Routee Select(object message, Routee[] routees) =>
        routees.Length == 0 ? Routee.NoRoutee : new Everyone(routees);

    private sealed class Everyone(Routee[] routees) : Routee
    {
        public override void Send(object message, Actor.IActorRef? sender)
        {
            foreach (var routee in routees)
                routee.Send(message, sender);
        }
    }
}
