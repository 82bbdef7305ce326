namespace Akka.Event;

/// <summary>Logging by level. Nothing is formatted if the level is off.</summary>
public static class LoggingExtensions
{
    /// <summary>Logs for those who look for a fault.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="format">The text.</param>
    public static void Debug(this ILoggingAdapter log, string format) => log.Log(LogLevel.DebugLevel, null, format);

    /// <summary>Logs for those who look for a fault.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Debug(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.DebugLevel, null, format, args);

    /// <summary>Logs for those who look for a fault.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Debug(this ILoggingAdapter log, Exception cause, string format, params object[] args) => log.Log(LogLevel.DebugLevel, cause, format, args);

    /// <summary>Logs what went on.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="format">The text.</param>
    public static void Info(this ILoggingAdapter log, string format) => log.Log(LogLevel.InfoLevel, null, format);

    /// <summary>Logs what went on.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Info(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.InfoLevel, null, format, args);

    /// <summary>Logs what went on.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Info(this ILoggingAdapter log, Exception cause, string format, params object[] args) => log.Log(LogLevel.InfoLevel, cause, format, args);

    /// <summary>Logs what was coped with.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="format">The text.</param>
    public static void Warning(this ILoggingAdapter log, string format) => log.Log(LogLevel.WarningLevel, null, format);

    /// <summary>Logs what was coped with.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Warning(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.WarningLevel, null, format, args);

    /// <summary>Logs what was coped with.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Warning(this ILoggingAdapter log, Exception cause, string format, params object[] args) => log.Log(LogLevel.WarningLevel, cause, format, args);

    /// <summary>Logs what did not succeed.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="format">The text.</param>
    public static void Error(this ILoggingAdapter log, string format) => log.Log(LogLevel.ErrorLevel, null, format);

    /// <summary>Logs what did not succeed.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Error(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.ErrorLevel, null, format, args);

    /// <summary>Logs what did not succeed.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Error(this ILoggingAdapter log, Exception cause, string format, params object[] args) => log.Log(LogLevel.ErrorLevel, cause, format, args);

    /// <summary>Logs a text.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="format">The text.</param>
    public static void Log(this ILoggingAdapter log, LogLevel logLevel, string format) => log.Log(logLevel, null, format);

    /// <summary>Logs a template.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Log(this ILoggingAdapter log, LogLevel logLevel, string format, params object[] args) => log.Log(logLevel, null, format, args);

    /// <summary>Logs a template.</summary>
    /// <param name="log">Where to.</param>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">What was thrown; null if nothing.</param>
    /// <param name="format">The template.</param>
    /// <param name="args">Its values.</param>
    public static void Log(this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, params object[] args)
    {
        if (!log.IsEnabled(logLevel))
            return;
        if (args.Length == 0)
            log.Log(logLevel, cause, format);
        else
            log.Log(logLevel, cause, new DefaultLogMessage(log.Formatter, format, args));
    }
}
