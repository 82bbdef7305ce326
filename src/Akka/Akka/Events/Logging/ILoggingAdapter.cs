namespace Akka.Event;

/// <summary>Where code logs to.</summary>
public interface ILoggingAdapter
{
    /// <summary>Gets what fills templates.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>Gets a value indicating whether debug entries are logged.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Gets a value indicating whether info entries are logged.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>Gets a value indicating whether warnings are logged.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>Gets a value indicating whether errors are logged.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>Whether entries of a level are logged.</summary>
    /// <param name="logLevel">The level.</param>
    /// <returns>True if they are.</returns>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Logs a template with its values.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">What was thrown; null if nothing.</param>
    /// <param name="message">Template and values.</param>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);

    /// <summary>Logs a text.</summary>
    /// <param name="logLevel">The level.</param>
    /// <param name="cause">What was thrown; null if nothing.</param>
    /// <param name="format">The text.</param>
    void Log(LogLevel logLevel, Exception? cause, string format);
}
