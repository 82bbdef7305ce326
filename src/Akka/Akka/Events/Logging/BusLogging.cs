namespace Akka.Event;

/// <summary>Logs to an event stream.</summary>
/// <param name="bus">The event stream.</param>
/// <param name="logSource">Where from.</param>
/// <param name="logClass">The type it logs in.</param>
/// <param name="logMessageFormatter">Fills templates.</param>
public sealed class BusLogging(LoggingBus bus, string logSource, Type logClass, ILogMessageFormatter logMessageFormatter)
    : LoggingAdapterBase(logMessageFormatter)
{
    /// <summary>Gets the event stream.</summary>
    public LoggingBus Bus { get; } = bus;

    /// <summary>Gets where it logs from.</summary>
    public string LogSource { get; } = logSource;

    /// <summary>Gets the type it logs in.</summary>
    public Type LogClass { get; } = logClass;

    /// <inheritdoc/>
    public override bool IsDebugEnabled => Bus.LogLevel <= LogLevel.DebugLevel;

    /// <inheritdoc/>
    public override bool IsInfoEnabled => Bus.LogLevel <= LogLevel.InfoLevel;

    /// <inheritdoc/>
    public override bool IsWarningEnabled => Bus.LogLevel <= LogLevel.WarningLevel;

    /// <inheritdoc/>
    public override bool IsErrorEnabled => Bus.LogLevel <= LogLevel.ErrorLevel;

    /// <inheritdoc/>
    protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null) => Bus.Publish(logLevel switch
    {
        LogLevel.DebugLevel => new Debug(cause, LogSource, LogClass, message),
        LogLevel.InfoLevel => new Info(cause, LogSource, LogClass, message),
        LogLevel.WarningLevel => new Warning(cause, LogSource, LogClass, message),
        _ => new Error(cause, LogSource, LogClass, message),
    });
}
