using Akka.Actor;

namespace Akka.Routing;

/// <summary>No router.</summary>
public class NoRouter : RouterConfig
{
    private NoRouter()
        : base(null)
    {
    }

    /// <summary>Gets the only one.</summary>
    public static NoRouter Instance { get; } = new();

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => throw new NotSupportedException("NoRouter has no Router");

    internal override Props RouterActor() => throw new NotSupportedException("NoRouter must not create router actor");
}

/// <summary>The router that <c>akka.actor.deployment</c> names for the actor's path.</summary>
public class FromConfig : RouterConfig
{
    private FromConfig()
        : base(null)
    {
    }

    /// <summary>Gets the only one.</summary>
    public static FromConfig Instance { get; } = new();

    /// <inheritdoc/>
    public override Router CreateRouter(ActorSystem system) => throw new NotSupportedException("FromConfig must be replaced by the deployment's router");

    internal override Props RouterActor() => throw new NotSupportedException("FromConfig must be replaced by the deployment's router");
}
