using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>What the configuration says to the kernel.</summary>
public class Settings
{
    private Config _user;

    internal Settings(ActorSystem system, Config config, ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        _user = config;
        Config = config.WithFallback(ConfigurationFactory.Default());
        ConfigVersion = Config.GetString("akka.version");
        LogLevel = Config.GetString("akka.loglevel");
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggersDispatcher = Config.GetString("akka.loggers-dispatcher");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        LoggerAsyncStart = Config.GetBoolean("akka.logger-async-start");
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start");
        LogDeadLetters = DeadLettersToLog(Config.GetString("akka.log-dead-letters"));
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        CreationTimeout = Config.GetTimeSpan("akka.actor.creation-timeout");
        SchedulerClass = Config.GetString("akka.scheduler.implementation");
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy");
        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive");
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle");
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
        Deployments = Config.GetConfig("akka.actor.deployment").AsEnumerable()
            .Where(d => d.Key.StartsWith('/'))
            .ToDictionary(d => d.Key[1..], d => d.Value.ToConfig(), StringComparer.Ordinal);
        LogFormatter = MakeFormatter(Config.GetString("akka.logger-formatter"));
    }

    /// <summary>Gets the actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>Gets the whole configuration, with all fallbacks.</summary>
    public Config Config { get; private set; }

    /// <summary>Gets all that was set in code.</summary>
    public ActorSystemSetup Setup { get; }

    /// <summary>Gets the version the configuration was written for.</summary>
    public string ConfigVersion { get; }

    /// <summary>Gets the least level that is logged.</summary>
    public string LogLevel { get; }

    /// <summary>Gets the least level that is logged while no loggers run.</summary>
    public string StdoutLogLevel { get; }

    /// <summary>Gets the classes of logger actors.</summary>
    public IList<string> Loggers { get; }

    /// <summary>Gets the loggers' dispatcher.</summary>
    public string LoggersDispatcher { get; }

    /// <summary>Gets how long a logger may take to start.</summary>
    public TimeSpan LoggerStartTimeout { get; }

    /// <summary>Gets a value indicating whether the system starts without waiting for its loggers.</summary>
    public bool LoggerAsyncStart { get; }

    /// <summary>Gets what fills log templates.</summary>
    public ILogMessageFormatter LogFormatter { get; }

    /// <summary>Gets a value indicating whether the configuration is logged at the start.</summary>
    public bool LogConfigOnStart { get; }

    /// <summary>Gets how many dead letters are logged.</summary>
    public int LogDeadLetters { get; }

    /// <summary>Gets a value indicating whether dead letters are logged while the system ends.</summary>
    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary>Gets how long an Ask waits that says nothing of it.</summary>
    public TimeSpan AskTimeout { get; }

    /// <summary>Gets how long an actor may take to be made.</summary>
    public TimeSpan CreationTimeout { get; }

    /// <summary>Gets the scheduler's class.</summary>
    public string SchedulerClass { get; }

    /// <summary>Gets the class of the user guardian's strategy.</summary>
    public string SupervisorStrategyClass { get; }

    /// <summary>Gets a value indicating whether messages the kernel answers are logged.</summary>
    public bool DebugAutoReceive { get; }

    /// <summary>Gets a value indicating whether starts, restarts and ends are logged.</summary>
    public bool DebugLifecycle { get; }

    /// <summary>Gets a value indicating whether subscriptions are logged.</summary>
    public bool DebugEventStream { get; }

    /// <summary>Gets a value indicating whether unhandled messages are logged as debug entries.</summary>
    public bool DebugUnhandledMessage { get; }

    // By the path below the user guardian.
    internal IReadOnlyDictionary<string, Config> Deployments { get; }

    internal bool CoordinatedShutdownTerminateActorSystem { get; }

    internal bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Puts a module's defaults under the configuration.</summary>
    /// <param name="config">The defaults.</param>
    public void InjectTopLevelFallback(Config config)
    {
        _user = _user.WithFallback(config);
        Config = _user.WithFallback(ConfigurationFactory.Default());
    }

    /// <inheritdoc/>
    public override string ToString() => Config.ToString();

    private static int DeadLettersToLog(string value) => value switch
    {
        "on" or "true" or "yes" => int.MaxValue,
        "off" or "false" or "no" => 0,
        _ => int.Parse(value, global::System.Globalization.CultureInfo.InvariantCulture),
    };

    private static ILogMessageFormatter MakeFormatter(string name)
    {
        var type = Type.GetType(name) ?? throw new ConfigurationException($"Could not find the log formatter {name}.");
        return (ILogMessageFormatter)Activator.CreateInstance(type)!;
    }
}
