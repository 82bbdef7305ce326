using Akka.Actor;

namespace Akka.Routing;

/// <summary>A router that makes its routees, as its children, and supervises them.</summary>
public abstract class Pool : RouterConfig, IEquatable<Pool>
{
    /// <summary>Initializes a new instance of the <see cref="Pool"/> class.</summary>
    /// <param name="nrOfInstances">How many routees at the start.</param>
    /// <param name="supervisorStrategy">How their failures are treated; null for <see cref="DefaultSupervisorStrategy"/>.</param>
    /// <param name="routerDispatcher">The router's own dispatcher; null for the default.</param>
    /// <param name="usePoolDispatcher">Whether the routees run on <c>pool-dispatcher</c> of their deployment.</param>
    private protected Pool(int nrOfInstances, SupervisorStrategy? supervisorStrategy, string? routerDispatcher, bool usePoolDispatcher)
        : base(routerDispatcher)
    {
        NrOfInstances = nrOfInstances;
        SupervisorStrategy = supervisorStrategy ?? DefaultSupervisorStrategy;
        UsePoolDispatcher = usePoolDispatcher;
    }

    /// <summary>Gets the strategy of a pool that names none: the routee that failed is restarted, the others go on.</summary>
    public static SupervisorStrategy DefaultSupervisorStrategy => SupervisorStrategy.DefaultStrategy;

    /// <summary>Gets how many routees there are at the start.</summary>
    public int NrOfInstances { get; }

    /// <summary>Gets how failures of routees are treated.</summary>
    public virtual SupervisorStrategy SupervisorStrategy { get; }

    /// <summary>Gets a value indicating whether the routees run on their deployment's <c>pool-dispatcher</c>.</summary>
    public virtual bool UsePoolDispatcher { get; }

    /// <inheritdoc/>
    public virtual bool Equals(Pool? other) => other is not null && GetType() == other.GetType() && NrOfInstances == other.NrOfInstances;

    /// <inheritdoc/>
    public override bool Equals(RouterConfig? other) => Equals(other as Pool);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Pool);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(GetType(), NrOfInstances);

    internal override Props RouterActor() => Props.Create(() => new RouterPoolActor()).WithSupervisorStrategy(SupervisorStrategy);

    internal ActorRefRoutee NewRoutee(Props routeeProps, IActorContext context) => new(context.ActorOf(routeeProps));
}
