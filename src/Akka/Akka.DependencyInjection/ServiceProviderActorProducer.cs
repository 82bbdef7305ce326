using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

/// <summary>Makes an actor from a container, anew at each restart.</summary>
internal sealed class ServiceProviderActorProducer(IServiceProvider services, Type actorType, object[] args) : IIndirectActorProducer
{
    public Type ActorType => actorType;

    public ActorBase Produce() => (ActorBase)ActivatorUtilities.CreateInstance(services, actorType, args);

    public void Release(ActorBase actor)
    {
        // What the container gave it belongs to the container.
    }
}
