namespace Akka.Actor;

/// <summary>Makes and finds the references of a system.</summary>
public interface IActorRefProvider
{
    /// <summary>Gets the settings.</summary>
    Settings Settings { get; }

    /// <summary>Gets the path of the root guardian.</summary>
    ActorPath RootPath { get; }

    /// <summary>Gets the root guardian.</summary>
    IInternalActorRef RootGuardian { get; }

    /// <summary>Gets the parent of the application's actors.</summary>
    LocalActorRef Guardian { get; }

    /// <summary>Gets the parent of the kernel's actors.</summary>
    LocalActorRef SystemGuardian { get; }

    /// <summary>Gets the parent of references that stand for a wait.</summary>
    IInternalActorRef TempContainer { get; }

    /// <summary>Gets where messages go that nobody gets.</summary>
    IActorRef DeadLetters { get; }

    /// <summary>A new path for a reference that stands for a wait.</summary>
    /// <returns>The path.</returns>
    ActorPath TempPath();

    /// <summary>Makes a reference findable.</summary>
    /// <param name="actorRef">The reference.</param>
    /// <param name="path">Its path.</param>
    void RegisterTempActor(IInternalActorRef actorRef, ActorPath path);

    /// <summary>Forgets a reference.</summary>
    /// <param name="path">Its path.</param>
    void UnregisterTempActor(ActorPath path);

    /// <summary>Finds an actor.</summary>
    /// <param name="path">Its whole path.</param>
    /// <returns>The actor, or a reference that leads to dead letters.</returns>
    IActorRef ResolveActorRef(string path);

    /// <summary>Finds an actor.</summary>
    /// <param name="actorPath">Its path.</param>
    /// <returns>The actor, or a reference that leads to dead letters.</returns>
    IActorRef ResolveActorRef(ActorPath actorPath);
}
