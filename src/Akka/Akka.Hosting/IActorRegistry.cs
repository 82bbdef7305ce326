using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Finds well-known actors by a type that stands for each.</summary>
public interface IReadOnlyActorRegistry : IEnumerable<KeyValuePair<Type, IActorRef>>
{
    /// <summary>Looks for an actor.</summary>
    /// <typeparam name="TKey">The type that stands for it.</typeparam>
    /// <param name="actor">The actor; nobody when there is none.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGet<TKey>(out IActorRef actor);

    /// <summary>Looks for an actor.</summary>
    /// <param name="key">The type that stands for it.</param>
    /// <param name="actor">The actor; nobody when there is none.</param>
    /// <returns>Whether there is one.</returns>
    bool TryGet(Type key, out IActorRef actor);

    /// <summary>Finds an actor.</summary>
    /// <typeparam name="TKey">The type that stands for it.</typeparam>
    /// <exception cref="MissingActorRegistryEntryException">There is none.</exception>
    IActorRef Get<TKey>();

    /// <summary>Finds an actor, or waits until it is registered.</summary>
    /// <typeparam name="TKey">The type that stands for it.</typeparam>
    /// <param name="ct">Ends the wait.</param>
    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);

    /// <summary>Finds an actor, or waits until it is registered.</summary>
    /// <param name="key">The type that stands for it.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IActorRef> GetAsync(Type key, CancellationToken ct = default);
}

/// <summary>Holds well-known actors by a type that stands for each.</summary>
public interface IActorRegistry : IReadOnlyActorRegistry
{
    /// <summary>Adds an actor.</summary>
    /// <typeparam name="TKey">The type that stands for it.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it replaces one that is there.</param>
    /// <exception cref="DuplicateActorRegistryException">One is there and stays.</exception>
    void Register<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Adds an actor if none is there.</summary>
    /// <typeparam name="TKey">The type that stands for it.</typeparam>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it replaces one that is there.</param>
    /// <returns>Whether it was added.</returns>
    bool TryRegister<TKey>(IActorRef actor, bool overwrite = false);

    /// <summary>Adds an actor if none is there.</summary>
    /// <param name="key">The type that stands for it.</param>
    /// <param name="actor">The actor.</param>
    /// <param name="overwrite">Whether it replaces one that is there.</param>
    /// <returns>Whether it was added.</returns>
    bool TryRegister(Type key, IActorRef actor, bool overwrite = false);
}
