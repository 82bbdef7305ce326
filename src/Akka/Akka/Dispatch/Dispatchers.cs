using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Finds dispatchers by their paths in the configuration.</summary>
public sealed class Dispatchers
{
    /// <summary>The path of the default dispatcher.</summary>
    public static readonly string DefaultDispatcherId = "akka.actor.default-dispatcher";

    /// <summary>The path of the kernel's own dispatcher.</summary>
    public static readonly string InternalDispatcherId = "akka.actor.internal-dispatcher";

    private readonly ConcurrentDictionary<string, MessageDispatcherConfigurator> _configurators = new(StringComparer.Ordinal);
    private readonly ActorSystem _system;

    internal Dispatchers(ActorSystem system, IDispatcherPrerequisites prerequisites)
    {
        _system = system;
        Prerequisites = prerequisites;
    }

    /// <summary>Gets what of the actor system a dispatcher needs.</summary>
    public IDispatcherPrerequisites Prerequisites { get; }

    /// <summary>Gets the default dispatcher.</summary>
    public MessageDispatcher DefaultGlobalDispatcher => Lookup(DefaultDispatcherId);

    /// <summary>Finds a dispatcher.</summary>
    /// <param name="dispatcherName">Its path in the configuration.</param>
    /// <returns>The dispatcher.</returns>
    /// <exception cref="ConfigurationException">There is no such path or no such class.</exception>
    public MessageDispatcher Lookup(string dispatcherName) =>
        _configurators.GetOrAdd(string.IsNullOrEmpty(dispatcherName) ? DefaultDispatcherId : dispatcherName, Make).Dispatcher();

    /// <summary>Whether a path is configured.</summary>
    /// <param name="id">The path.</param>
    /// <returns>True if <see cref="Lookup"/> would find it.</returns>
    public bool HasDispatcher(string id) => _configurators.ContainsKey(id) || _system.Settings.Config.HasPath(id);

    /// <summary>Adds a dispatcher that no configuration names.</summary>
    /// <param name="id">Its path.</param>
    /// <param name="configurator">Who makes it.</param>
    /// <returns>False if the path is taken.</returns>
    public bool RegisterConfigurator(string id, MessageDispatcherConfigurator configurator) =>
        _configurators.TryAdd(id, configurator);

    internal MessageDispatcherConfigurator Configurator(string id) => _configurators.GetOrAdd(id, Make);

    private MessageDispatcherConfigurator Make(string id)
    {
        if (!_system.Settings.Config.HasPath(id))
            throw new ConfigurationException($"Dispatcher [{id}] not configured.");
        // A path may be an alias: its value is then another path.
        if (_system.Settings.Config.GetValue(id) is { } alias && alias.IsString())
            return Make(alias.GetString());
        var config = ConfigurationFactory.ParseString($"id = \"{id}\"")
            .WithFallback(_system.Settings.Config.GetConfig(id))
            .WithFallback(_system.Settings.Config.GetConfig(DefaultDispatcherId));
        var type = config.GetString("type");
        return type switch
        {
            "Dispatcher" or "TaskDispatcher" or "ForkJoinDispatcher" or "ChannelDispatcher" =>
                new ThreadPoolDispatcherConfigurator(config, Prerequisites),
            "PinnedDispatcher" => new PinnedDispatcherConfigurator(config, Prerequisites),
            _ => Custom(id, type, config),
        };
    }

    private MessageDispatcherConfigurator Custom(string id, string type, Config config)
    {
        var found = Type.GetType(type)
            ?? throw new ConfigurationException($"Could not resolve dispatcher type [{type}] for path [{id}]");
        return (MessageDispatcherConfigurator)Activator.CreateInstance(found, config, Prerequisites)!;
    }
}
