using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Makes actors and services from a container.</summary>
public interface IDependencyResolver
{
    /// <summary>Opens a scope; its services are disposed with it.</summary>
    IResolverScope CreateScope();

    /// <summary>Finds a service.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    object GetService<T>();

    /// <summary>Finds a service.</summary>
    /// <param name="type">Its type.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    object GetService(Type type);

    /// <summary>The recipe of an actor whose constructor takes services.</summary>
    /// <param name="type">The actor's type.</param>
    Props Props(Type type);

    /// <summary>The recipe of an actor whose constructor takes services and other arguments.</summary>
    /// <param name="type">The actor's type.</param>
    /// <param name="args">What is no service, in the constructor's order.</param>
    Props Props(Type type, params object[] args);

    /// <summary>The recipe of an actor whose constructor takes services and other arguments.</summary>
    /// <typeparam name="T">The actor's type.</typeparam>
    /// <param name="args">What is no service, in the constructor's order.</param>
    Props Props<T>(params object[] args)
        where T : ActorBase;
}

/// <summary>A scope of a container.</summary>
public interface IResolverScope : IDisposable
{
    /// <summary>Gets what resolves within the scope.</summary>
    IDependencyResolver Resolver { get; }
}
