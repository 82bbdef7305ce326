namespace Akka.Actor;

/// <summary>A failure as a message, as older code sends it; new code sends <see cref="Status.Failure"/>.</summary>
public class Failure
{
    /// <summary>Gets or sets why.</summary>
    public Exception? Exception { get; set; }

    /// <summary>Gets or sets when.</summary>
    public DateTime Timestamp { get; set; }
}
