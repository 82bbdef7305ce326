using Akka.Actor;
using Akka.Actor.Setup;

namespace Akka.DependencyInjection;

/// <summary>Makes actors whose constructors take services.</summary>
/// <param name="resolver">Where the services come from.</param>
public class DependencyResolver(IDependencyResolver resolver) : IExtension
{
    /// <summary>Gets where the services come from.</summary>
    public IDependencyResolver Resolver { get; } = resolver;

    /// <summary>The resolver of a system.</summary>
    /// <param name="actorSystem">A system that was started with a <see cref="DependencyResolverSetup"/>.</param>
    /// <exception cref="Configuration.ConfigurationException">It was started without.</exception>
    public static DependencyResolver For(ActorSystem actorSystem) =>
        actorSystem.WithExtension<DependencyResolver, DependencyResolverExtension>();

    /// <summary>The recipe of an actor whose constructor takes services.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    public Props Props<T>()
        where T : ActorBase => Resolver.Props<T>();

    /// <summary>The recipe of an actor whose constructor takes services and other arguments.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="args">What is no service, in the constructor's order.</param>
    public Props Props<T>(params object[] args)
        where T : ActorBase => Resolver.Props<T>(args);

    /// <summary>The recipe of an actor whose constructor takes services.</summary>
    /// <param name="type">The actor's type.</param>
    public Props Props(Type type) => Resolver.Props(type);

    /// <summary>The recipe of an actor whose constructor takes services and other arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">What is no service, in the constructor's order.</param>
    public Props Props(Type type, params object[] args) => Resolver.Props(type, args);
}

/// <summary>Gives a system its <see cref="DependencyResolver"/>.</summary>
public sealed class DependencyResolverExtension : ExtensionIdProvider<DependencyResolver>
{
    /// <inheritdoc />
    public override DependencyResolver CreateExtension(ExtendedActorSystem system) =>
        system.Settings.Setup.Get<DependencyResolverSetup>() is { HasValue: true, Value: var setup }
            ? new DependencyResolver(setup.DependencyResolver)
            : throw new Configuration.ConfigurationException(
                $"Actor system {system.Name} was started without {nameof(DependencyResolverSetup)}: it has no services.");
}

/// <summary>Tells a system at its start where services come from.</summary>
public class DependencyResolverSetup : Setup
{
    private DependencyResolverSetup(IDependencyResolver dependencyResolver) => DependencyResolver = dependencyResolver;

    /// <summary>Gets where the services come from.</summary>
    public IDependencyResolver DependencyResolver { get; }

    /// <summary>Takes services from a container.</summary>
    /// <param name="provider">The container.</param>
    public static DependencyResolverSetup Create(IServiceProvider provider) => new(new ServiceProviderDependencyResolver(provider));

    /// <summary>Takes services from a resolver.</summary>
    /// <param name="provider">The resolver.</param>
    public static DependencyResolverSetup Create(IDependencyResolver provider) => new(provider);
}
