using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>An entry on its way to the loggers.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    private protected LogEvent(Exception? cause, string logSource, Type logClass, object message)
    {
        Timestamp = TimeProvider.System.GetUtcNow().UtcDateTime;
        Thread = Thread.CurrentThread;
        Cause = cause!;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <summary>Gets what was thrown; null if nothing.</summary>
    public Exception Cause { get; }

    /// <summary>Gets when, UTC.</summary>
    public DateTime Timestamp { get; }

    /// <summary>Gets on which thread.</summary>
    public Thread Thread { get; }

    /// <summary>Gets where from, an actor's path as a rule.</summary>
    public string LogSource { get; }

    /// <summary>Gets the type it was logged in.</summary>
    public Type LogClass { get; }

    /// <summary>Gets the text, or a <see cref="LogMessage"/> with template and values.</summary>
    public object Message { get; }

    /// <summary>How important it is.</summary>
    /// <returns>The level.</returns>
    public abstract LogLevel LogLevel();

    /// <inheritdoc/>
    public override string ToString()
    {
        var level = LogLevel().ToString().Replace("Level", "", StringComparison.Ordinal).ToUpperInvariant();
        var text = string.Create(CultureInfo.InvariantCulture, $"[{level}][{Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ}][Thread {Thread.ManagedThreadId:0000}][{LogSource}] {Message}");
        return Cause is null ? text : $"{text}{Environment.NewLine}Cause: {Cause}";
    }
}

/// <summary>Something did not succeed.</summary>
/// <param name="cause">What was thrown; null if nothing.</param>
/// <param name="logSource">Where from.</param>
/// <param name="logClass">The type it was logged in.</param>
/// <param name="message">The text.</param>
public class Error(Exception? cause, string logSource, Type logClass, object message) : LogEvent(cause, logSource, logClass, message)
{
    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;
}

/// <summary>Something was coped with.</summary>
/// <param name="cause">What was thrown; null if nothing.</param>
/// <param name="logSource">Where from.</param>
/// <param name="logClass">The type it was logged in.</param>
/// <param name="message">The text.</param>
public class Warning(Exception? cause, string logSource, Type logClass, object message) : LogEvent(cause, logSource, logClass, message)
{
    /// <summary>Initializes a new instance of the <see cref="Warning"/> class.</summary>
    /// <param name="logSource">Where from.</param>
    /// <param name="logClass">The type it was logged in.</param>
    /// <param name="message">The text.</param>
    public Warning(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;
}

/// <summary>What went on.</summary>
/// <param name="cause">What was thrown; null if nothing.</param>
/// <param name="logSource">Where from.</param>
/// <param name="logClass">The type it was logged in.</param>
/// <param name="message">The text.</param>
public class Info(Exception? cause, string logSource, Type logClass, object message) : LogEvent(cause, logSource, logClass, message)
{
    /// <summary>Initializes a new instance of the <see cref="Info"/> class.</summary>
    /// <param name="logSource">Where from.</param>
    /// <param name="logClass">The type it was logged in.</param>
    /// <param name="message">The text.</param>
    public Info(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;
}

/// <summary>For those who look for a fault.</summary>
/// <param name="cause">What was thrown; null if nothing.</param>
/// <param name="logSource">Where from.</param>
/// <param name="logClass">The type it was logged in.</param>
/// <param name="message">The text.</param>
public class Debug(Exception? cause, string logSource, Type logClass, object message) : LogEvent(cause, logSource, logClass, message)
{
    /// <summary>Initializes a new instance of the <see cref="Debug"/> class.</summary>
    /// <param name="logSource">Where from.</param>
    /// <param name="logClass">The type it was logged in.</param>
    /// <param name="message">The text.</param>
    public Debug(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}
