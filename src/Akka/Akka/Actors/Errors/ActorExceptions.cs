namespace Akka.Actor;

/// <summary>A message that may not be sent, null above all.</summary>
/// <param name="message">What is wrong with it.</param>
public class InvalidMessageException(string message) : AkkaException(message);

/// <summary>An actor's name is taken or not allowed.</summary>
/// <param name="message">What is wrong with it.</param>
/// <param name="innerException">Why; null if it began here.</param>
public class InvalidActorNameException(string message, Exception? innerException = null) : AkkaException(message, innerException);

/// <summary>No answer came to an Ask in time.</summary>
/// <param name="message">How long it waited.</param>
public class AskTimeoutException(string message) : AkkaException(message);

/// <summary>No actor answered at a selection's path.</summary>
/// <param name="message">Which.</param>
/// <param name="innerException">Why.</param>
public class ActorNotFoundException(string message, Exception? innerException = null) : AkkaException(message, innerException);

/// <summary>The actor got a <see cref="Kill"/>.</summary>
/// <param name="message">What it got.</param>
public class ActorKilledException(string message) : AkkaException(message);

/// <summary>The actor may not do this now, stash the same message twice for one.</summary>
/// <param name="message">What it may not.</param>
/// <param name="cause">Why.</param>
public class IllegalActorStateException(string message, Exception? cause = null) : AkkaException(message, cause);

/// <summary>A watched actor ended and nobody handled its <see cref="Terminated"/>.</summary>
/// <param name="deadActor">The one that ended.</param>
public class DeathPactException(IActorRef deadActor) : AkkaException($"Monitored actor [{deadActor}] terminated")
{
    /// <summary>Gets the one that ended.</summary>
    public IActorRef DeadActor { get; } = deadActor;
}

/// <summary>A system's scheduler has ended.</summary>
/// <param name="message">What was asked of it.</param>
public class SchedulerException(string message) : AkkaException(message);
