using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>Resolves from an <see cref="IServiceProvider"/>.</summary>
/// <param name="serviceProvider">The container.</param>
public class ServiceProviderDependencyResolver(IServiceProvider serviceProvider) : IDependencyResolver
{
    /// <summary>Gets the container.</summary>
    public IServiceProvider ServiceProvider { get; } = serviceProvider;

    /// <inheritdoc />
    public IResolverScope CreateScope() => new Scope(ServiceProvider.CreateScope());

    /// <inheritdoc />
    public object GetService<T>() => GetService(typeof(T));

    /// <inheritdoc />
    public object GetService(Type type) => ServiceProvider.GetRequiredService(type);

    /// <inheritdoc />
    public Props Props(Type type) => Props(type, []);

    /// <inheritdoc />
    public Props Props(Type type, params object[] args) =>
        Akka.Actor.Props.CreateBy(new ServiceProviderActorProducer(ServiceProvider, type, args));

    /// <inheritdoc />
    public Props Props<T>(params object[] args)
        where T : ActorBase => Props(typeof(T), args);

    private sealed class Scope(IServiceScope scope) : IResolverScope
    {
        public IDependencyResolver Resolver { get; } = new ServiceProviderDependencyResolver(scope.ServiceProvider);

        public void Dispose() => scope.Dispose();
    }
}
