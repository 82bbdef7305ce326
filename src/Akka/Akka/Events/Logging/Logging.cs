using Akka.Actor;

namespace Akka.Event;

/// <summary>Makes logging adapters.</summary>
public static class Logging
{
    private const string Off = "OFF";

    /// <summary>An adapter for an actor.</summary>
    /// <param name="context">The actor's context.</param>
    /// <param name="logMessageFormatter">Fills templates; null for the system's.</param>
    /// <returns>The adapter.</returns>
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null) => new BusLogging(
        context.System.EventStream,
        context.Self.Path.ToString(),
        context.Props.Type,
        logMessageFormatter ?? context.System.Settings.LogFormatter);

    /// <summary>An adapter for anything else.</summary>
    /// <param name="system">The actor system.</param>
    /// <param name="logSourceObj">Where from: a text, a type or an object.</param>
    /// <param name="logMessageFormatter">Fills templates; null for the system's.</param>
    /// <returns>The adapter.</returns>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null) =>
        new BusLogging(
            system.EventStream,
            $"{SourceOf(logSourceObj)} ({system})",
            TypeOf(logSourceObj),
            logMessageFormatter ?? system.Settings.LogFormatter);

    /// <summary>An adapter for anything else.</summary>
    /// <param name="loggingBus">The event stream.</param>
    /// <param name="logSourceObj">Where from: a text, a type or an object.</param>
    /// <param name="logMessageFormatter">Fills templates; null for the default.</param>
    /// <returns>The adapter.</returns>
    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null) =>
        new BusLogging(loggingBus, SourceOf(logSourceObj), TypeOf(logSourceObj), logMessageFormatter ?? DefaultLogMessageFormatter.Instance);

    /// <summary>The level of a word: OFF, ERROR, WARNING, INFO or DEBUG.</summary>
    /// <param name="logLevel">The word.</param>
    /// <returns>The level; one above errors for OFF.</returns>
    public static LogLevel LogLevelFor(string logLevel) => logLevel.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        Off => LogLevel.ErrorLevel + 1,
        _ => throw new ArgumentException($"Unknown LogLevel: {logLevel}", nameof(logLevel)),
    };

    /// <summary>The type of a level's entries.</summary>
    /// <param name="logLevel">The level.</param>
    /// <returns>The type.</returns>
    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        LogLevel.ErrorLevel => typeof(Error),
        _ => throw new ArgumentException("Unknown LogLevel", nameof(logLevel)),
    };

    private static string SourceOf(object source) => source switch
    {
        string text => text,
        Type type => type.FullName ?? type.Name,
        IActorRef actor => actor.Path.ToString(),
        _ => source.GetType().FullName ?? source.GetType().Name,
    };

    private static Type TypeOf(object source) => source as Type ?? source.GetType();
}
