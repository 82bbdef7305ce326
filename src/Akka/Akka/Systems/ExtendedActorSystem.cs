namespace Akka.Actor;

/// <summary>What extensions may do with a system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    /// <summary>Gets who makes and finds references.</summary>
    public abstract IActorRefProvider Provider { get; }

    /// <summary>Gets the parent of the application's actors.</summary>
    public abstract IInternalActorRef Guardian { get; }

    /// <summary>Gets the parent of the kernel's actors.</summary>
    public abstract IInternalActorRef SystemGuardian { get; }

    /// <summary>Gets the parent of both.</summary>
    public abstract IInternalActorRef LookupRoot { get; }

    /// <summary>Makes a child of the system guardian; it ends after the application's actors.</summary>
    /// <param name="props">Its recipe.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    /// <summary>Makes a child of the system guardian.</summary>
    /// <typeparam name="TActor">Its type.</typeparam>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The actor.</returns>
    public abstract IActorRef SystemActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new();

    /// <summary>Ends the system at once, without coordinated shutdown.</summary>
    public abstract void Abort();
}
