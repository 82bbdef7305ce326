namespace Akka.Actor;

/// <summary>Root of everything the kernel throws.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="AkkaException"/> class.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="cause">Why; null if it began here.</param>
    protected AkkaException(string? message = null, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Gets why; null if it began here.</summary>
    protected Exception? Cause => InnerException;
}
