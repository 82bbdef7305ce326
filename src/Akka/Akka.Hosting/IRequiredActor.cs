using Akka.Actor;

namespace Akka.Hosting;

/// <summary>Injects a well-known actor into a service.</summary>
/// <typeparam name="TActor">The type that stands for it in the registry.</typeparam>
public interface IRequiredActor<TActor>
{
    /// <summary>Gets the actor.</summary>
    /// <exception cref="MissingActorRegistryEntryException">It is not registered yet.</exception>
    IActorRef ActorRef { get; }

    /// <summary>Finds the actor, or waits until it is registered.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}

/// <summary>Finds a well-known actor in the registry.</summary>
/// <typeparam name="TActor">The type that stands for it.</typeparam>
/// <param name="registry">The registry.</param>
public sealed class RequiredActor<TActor>(IReadOnlyActorRegistry registry) : IRequiredActor<TActor>
{
    private IActorRef? _actor;

    /// <inheritdoc />
    public IActorRef ActorRef => _actor ??= registry.Get<TActor>();

    /// <inheritdoc />
    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) =>
        _actor ??= await registry.GetAsync<TActor>(cancellationToken).ConfigureAwait(false);
}
