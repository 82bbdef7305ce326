namespace ActorBackfill.Domain.Checkpoints;

/// <summary>Bytes of the journal or the outbox are not what was written. Exit 6.</summary>
public sealed class CorruptEventException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was expected and what was found.</param>
    /// <param name="inner">The reader's exception, or null.</param>
    public CorruptEventException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
