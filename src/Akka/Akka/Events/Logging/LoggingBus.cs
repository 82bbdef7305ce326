using Akka.Actor;
using Akka.Configuration;

namespace Akka.Event;

/// <summary>An event stream with loggers on it.</summary>
public abstract class LoggingBus : ActorEventBus<object, Type>
{
    private static readonly LogLevel[] AllLevels = Enum.GetValues<LogLevel>();

    private readonly List<IActorRef> _loggers = [];
    private StandardOutLogger? _console;

    /// <summary>Gets the least level that is logged.</summary>
    public LogLevel LogLevel { get; private set; }

    /// <summary>Changes the least level that is logged.</summary>
    /// <param name="logLevel">The level.</param>
    public void SetLogLevel(LogLevel logLevel)
    {
        LogLevel = logLevel;
        foreach (var logger in _loggers)
            SubscribeFrom(logLevel, logger);
    }

    /// <inheritdoc/>
    protected override void Publish(object @event, IActorRef subscriber) => subscriber.Tell(@event, ActorRefs.NoSender);

    /// <inheritdoc/>
    protected override Type GetClassifier(object @event) => @event.GetType();

    /// <inheritdoc/>
    protected override bool IsSubClassification(Type parent, Type child) => parent.IsAssignableFrom(child);

    internal void StartStdoutLogger(Settings settings)
    {
        _console = new StandardOutLogger();
        LogLevel = Logging.LogLevelFor(settings.StdoutLogLevel);
        SubscribeFrom(LogLevel, _console);
    }

    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var level = Logging.LogLevelFor(system.Settings.LogLevel);
        var number = 0;
        foreach (var name in system.Settings.Loggers)
        {
            var type = Type.GetType(name) ?? throw new ConfigurationException($"Logger specified in config cannot be found: \"{name}\"");
            if (type == typeof(StandardOutLogger))
                continue;
            StartLogger(system, type, $"log{++number}-{type.Name}", level);
        }

        LogLevel = level;
        var wantsConsole = system.Settings.Loggers.Any(l => Type.GetType(l) == typeof(StandardOutLogger));
        base.Unsubscribe(_console!);
        if (wantsConsole)
            SubscribeFrom(level, _console!);
    }

    internal void StopDefaultLoggers(ActorSystem system)
    {
        LogLevel = Logging.LogLevelFor(system.Settings.StdoutLogLevel);
        SubscribeFrom(LogLevel, _console!);
        foreach (var logger in _loggers)
            base.Unsubscribe(logger);
        _loggers.Clear();
    }

    private void StartLogger(ActorSystemImpl system, Type type, string name, LogLevel level)
    {
        var logger = system.SystemActorOf(Props.Create(type).WithDispatcher(system.Settings.LoggersDispatcher), name);
        var answer = logger.Ask<LoggerInitialized>(new InitializeLogger(this), system.Settings.LoggerStartTimeout);
        if (system.Settings.LoggerAsyncStart)
            _ = answer.PipeTo(system.DeadLetters, failure: cause => new Error(cause, name, type, $"Logger {name} did not start"));
        else
            Wait(answer, name, system.Settings.LoggerStartTimeout);
        _loggers.Add(logger);
        SubscribeFrom(level, logger);
    }

    private void Wait(Task<LoggerInitialized> answer, string name, TimeSpan timeout)
    {
        try
        {
            answer.GetAwaiter().GetResult();
        }
        catch (AskTimeoutException)
        {
            Publish(new Warning(nameof(LoggingBus), GetType(), $"Logger {name} did not respond within {timeout} to InitializeLogger(bus)"));
        }
    }

    private void SubscribeFrom(LogLevel level, IActorRef logger)
    {
        foreach (var each in AllLevels)
        {
            if (each >= level)
                base.Subscribe(logger, each.ClassFor());
            else
                base.Unsubscribe(logger, each.ClassFor());
        }
    }
}
