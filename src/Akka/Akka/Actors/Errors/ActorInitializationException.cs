namespace Akka.Actor;

/// <summary>An actor could not be made, or its PreStart threw.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Initializes a new instance of the <see cref="ActorInitializationException"/> class.</summary>
    public ActorInitializationException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ActorInitializationException"/> class.</summary>
    /// <param name="message">What went wrong.</param>
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ActorInitializationException"/> class.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="cause">Why.</param>
    public ActorInitializationException(string message, Exception? cause)
        : base(message, cause)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ActorInitializationException"/> class.</summary>
    /// <param name="actor">Which actor.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="cause">Why.</param>
    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>Gets which actor; null if it is not known.</summary>
    public IActorRef? Actor { get; }

    /// <inheritdoc/>
    public override string ToString() => Actor is null ? base.ToString() : $"{Actor}: {base.ToString()}";
}

/// <summary>PreRestart threw; the restart goes on all the same.</summary>
public class PreRestartException : ActorInitializationException
{
    /// <summary>Initializes a new instance of the <see cref="PreRestartException"/> class.</summary>
    /// <param name="actor">Which actor.</param>
    /// <param name="restartException">What PreRestart threw.</param>
    /// <param name="cause">What the actor was restarted for.</param>
    /// <param name="optionalMessage">The message it failed on; null if none.</param>
    public PreRestartException(IActorRef actor, Exception restartException, Exception cause, object? optionalMessage)
        : base(actor, $"Exception in PreRestart(reason={cause.GetType()}, message={optionalMessage ?? "none"})", restartException)
    {
        Reason = cause;
        OptionalMessage = optionalMessage;
    }

    /// <summary>Gets what the actor was restarted for.</summary>
    public Exception Reason { get; }

    /// <summary>Gets the message it failed on; null if none.</summary>
    public object? OptionalMessage { get; }
}

/// <summary>The new instance or its PostRestart threw.</summary>
public class PostRestartException : ActorInitializationException
{
    /// <summary>Initializes a new instance of the <see cref="PostRestartException"/> class.</summary>
    /// <param name="actor">Which actor.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="originalCause">What the actor was restarted for.</param>
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause.GetType()})", cause) => OriginalCause = originalCause;

    /// <summary>Gets what the actor was restarted for.</summary>
    public Exception OriginalCause { get; }
}
