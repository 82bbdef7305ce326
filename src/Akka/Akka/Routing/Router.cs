using Akka.Actor;

namespace Akka.Routing;

/// <summary>Routees and how to choose from them. Never changes; a router that grows is another one.</summary>
public class Router
{
    private readonly Routee[] _routees;

    /// <summary>Initializes a new instance of the <see cref="Router"/> class.</summary>
    /// <param name="logic">Chooses.</param>
    /// <param name="routees">Those to choose from.</param>
    public Router(RoutingLogic logic, params Routee[] routees)
    {
        RoutingLogic = logic;
        _routees = routees;
    }

    /// <summary>Gets the routees.</summary>
    public IEnumerable<Routee> Routees => _routees;

    /// <summary>Gets what chooses.</summary>
    public RoutingLogic RoutingLogic { get; }

    internal int Count => _routees.Length;

    /// <summary>Sends a message to the one it is for, or to all.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sender">In whose name.</param>
    public virtual void Route(object message, IActorRef? sender)
    {
        if (message is Broadcast broadcast)
        {
            foreach (var routee in _routees)
                routee.Send(broadcast.Message, sender);
            return;
        }

        RoutingLogic.Select(message, _routees).Send((message as RouterEnvelope)?.Message ?? message, sender);
    }

    /// <summary>The router with other routees.</summary>
    /// <param name="routees">The others.</param>
    /// <returns>The new router.</returns>
    public virtual Router WithRoutees(params Routee[] routees) => new(RoutingLogic, routees);

    /// <summary>The router with one more routee.</summary>
    /// <param name="routee">The one.</param>
    /// <returns>The new router.</returns>
    public virtual Router AddRoutee(Routee routee) => WithRoutees([.. _routees, routee]);

    /// <summary>The router without a routee.</summary>
    /// <param name="routee">The one.</param>
    /// <returns>The new router.</returns>
    public virtual Router RemoveRoutee(Routee routee) => WithRoutees([.. _routees.Where(r => !r.Equals(routee))]);
}
