namespace Akka.Actor;

/// <summary>Makes actors and finds them.</summary>
public interface IActorRefFactory
{
    /// <summary>Makes a child.</summary>
    /// <param name="props">Its recipe.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The child.</returns>
    /// <exception cref="InvalidActorNameException">The name is taken or not allowed.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>Names actors by path without knowing whether they live.</summary>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection.</returns>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>Names actors by path, relative or absolute, with wildcards.</summary>
    /// <param name="actorPath">The path.</param>
    /// <returns>The selection.</returns>
    ActorSelection ActorSelection(string actorPath);
}

/// <summary>ActorOf by type.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Makes a child through its type's constructor without parameters.</summary>
    /// <typeparam name="TActor">The actor's type.</typeparam>
    /// <param name="factory">The parent.</param>
    /// <param name="name">Its name; null for one that is made up.</param>
    /// <returns>The child.</returns>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new() => factory.ActorOf(Props.Create<TActor>(), name);
}
