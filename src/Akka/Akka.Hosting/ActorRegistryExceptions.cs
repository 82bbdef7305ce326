namespace Akka.Hosting;

/// <summary>The registry cannot do what was asked.</summary>
/// <param name="message">Why.</param>
public class ActorRegistryException(string message) : Exception(message);

/// <summary>An actor is registered for the type already.</summary>
/// <param name="message">Which.</param>
public sealed class DuplicateActorRegistryException(string message) : ActorRegistryException(message);

/// <summary>No actor is registered for the type.</summary>
/// <param name="message">Which.</param>
public sealed class MissingActorRegistryEntryException(string message) : ActorRegistryException(message);
