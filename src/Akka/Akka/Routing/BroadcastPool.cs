using Akka.Actor;
using Akka.Configuration;

namespace Akka.Routing;

/// <summary>A pool whose routees all get every message.</summary>
public sealed class BroadcastPool : Pool
{
    /// <summary>Initializes a new instance of the <see cref="BroadcastPool"/> class.</summary>
    /// <param name="nrOfInstances">How many routees at the start.</param>
    public BroadcastPool(int nrOfInstances)
        : this(nrOfInstances, null, null, false)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="BroadcastPool"/> class from a deployment.</summary>
    /// <param name="config">The deployment.</param>
    public BroadcastPool(Config config)
        : this(config.GetInt("nr-of-instances"), null, null, config.HasPath("pool-dispatcher"))
    {
    }

    private BroadcastPool(int nrOfInstances, SupervisorStrategy? supervisorStrategy, string? routerDispatcher, bool usePoolDispatcher)
        : base(nrOfInstances, supervisorStrategy, routerDispatcher, usePoolDispatcher)
    {
    }

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => new(new BroadcastRoutingLogic());

    /// <summary>The same pool with another strategy.</summary>
    /// <param name="strategy">How failures of routees are treated.</param>
    /// <returns>The new pool.</returns>
    public BroadcastPool WithSupervisorStrategy(SupervisorStrategy strategy) =>
        new(NrOfInstances, strategy, RouterDispatcher, UsePoolDispatcher);

    /// <summary>The same pool with the router on another dispatcher.</summary>
    /// <param name="dispatcher">Its path in the configuration.</param>
    /// <returns>The new pool.</returns>
    public BroadcastPool WithDispatcher(string dispatcher) => new(NrOfInstances, SupervisorStrategy, dispatcher, UsePoolDispatcher);
}
