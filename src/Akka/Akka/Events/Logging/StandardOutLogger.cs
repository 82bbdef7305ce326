using Akka.Actor;

namespace Akka.Event;

/// <summary>Writes entries to the console, before the loggers run and after they have ended.</summary>
public class StandardOutLogger : MinimalActorRef
{
    /// <inheritdoc/>
    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems"), "/StandardOutLogger");

    /// <inheritdoc/>
    public override IActorRefProvider Provider => throw new NotSupportedException("The console belongs to no actor system.");

    /// <summary>Writes an entry.</summary>
    /// <param name="logEvent">The entry.</param>
    public static void PrintLogEvent(LogEvent logEvent)
    {
        string text;
        try
        {
            text = logEvent.ToString();
        }
        catch (FormatException e)
        {
            // A template its formatter cannot fill must not be lost, nor fail the logger.
            text = $"[{logEvent.LogLevel()}][{logEvent.LogSource}] {(logEvent.Message as LogMessage)?.Format} (its template cannot be filled: {e.Message})";
        }

        Console.WriteLine(text);
    }

    /// <inheritdoc/>
    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is LogEvent entry)
            PrintLogEvent(entry);
        else
            Console.WriteLine(message);
    }
}
