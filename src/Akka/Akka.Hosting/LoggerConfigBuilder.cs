using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Hosting;

/// <summary>Level and loggers of a system.</summary>
public sealed class LoggerConfigBuilder
{
    private readonly List<Type> _loggers = [typeof(DefaultLogger)];
    private Type? _formatter;

    internal LoggerConfigBuilder()
    {
    }

    /// <summary>Gets or sets the lowest level that is logged.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;

    /// <summary>Gets or sets a value indicating whether all settings are logged at the start.</summary>
    public bool LogConfigOnStart { get; set; }

    /// <summary>Removes all loggers, the default one too.</summary>
    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    /// <summary>Adds a logger.</summary>
    /// <typeparam name="T">An actor that handles log events.</typeparam>
    public LoggerConfigBuilder AddLogger<T>()
        where T : IRequiresMessageQueue<ILoggerMessageQueueSemantics>
    {
        _loggers.Add(typeof(T));
        return this;
    }

    /// <summary>Sets what turns templates into text.</summary>
    /// <typeparam name="T">It has a constructor without arguments.</typeparam>
    public LoggerConfigBuilder WithDefaultLogMessageFormatter<T>()
        where T : ILogMessageFormatter
    {
        _formatter = typeof(T);
        return this;
    }

    internal Config ToConfig()
    {
        var text = $"""
            akka.loglevel = {Level(LogLevel)}
            akka.loggers = [{string.Join(", ", _loggers.Select(Quoted))}]
            akka.log-config-on-start = {(LogConfigOnStart ? "on" : "off")}
            """;
        return ConfigurationFactory.ParseString(_formatter is null ? text : $"{text}\nakka.logger-formatter = {Quoted(_formatter)}");
    }

    private static string Quoted(Type type) => $"\"{type.FullName}, {type.Assembly.GetName().Name}\"";

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        _ => "ERROR",
    };
}
