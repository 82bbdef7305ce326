using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>Starts the journals and snapshot stores of a system, each once, when first asked for.</summary>
public class PersistenceExtension : IExtension
{
    private const string NoSnapshotStore = "akka.persistence.no-snapshot-store";

    private readonly ExtendedActorSystem _system;
    private readonly ConcurrentDictionary<string, Lazy<IActorRef>> _plugins = new(StringComparer.Ordinal);
    private readonly Lazy<IActorRef> _recoveryPermitter;
    private readonly string? _defaultJournal;
    private readonly string _defaultSnapshotStore;

    /// <summary>Reads the settings and starts what they say to start with the system.</summary>
    /// <param name="system">The system.</param>
    public PersistenceExtension(ExtendedActorSystem system)
    {
        _system = system;
        _system.Settings.InjectTopLevelFallback(Persistence.DefaultConfig());
        var config = system.Settings.Config.GetConfig("akka.persistence");
        _defaultJournal = config.GetString("journal.plugin");
        _defaultSnapshotStore = config.GetString("snapshot-store.plugin") is { Length: > 0 } named ? named : NoSnapshotStore;
        var permits = config.GetInt("max-concurrent-recoveries");
        _recoveryPermitter = new Lazy<IActorRef>(() => system.SystemActorOf(Akka.Persistence.RecoveryPermitter.For(permits), "recoveryPermitter"));
        foreach (var journal in config.GetStringList("journal.auto-start-journals"))
            _ = JournalFor(journal);
        foreach (var store in config.GetStringList("snapshot-store.auto-start-snapshot-stores"))
            _ = SnapshotStoreFor(store);
    }

    internal IActorRef RecoveryPermitter => _recoveryPermitter.Value;

    /// <summary>The persistence id of an actor.</summary>
    /// <param name="actor">The actor.</param>
    public string PersistenceId(IActorRef actor) => actor.Path.ToStringWithoutAddress();

    /// <summary>The journal of a plugin; it is started when this is the first to ask.</summary>
    /// <param name="journalPluginId">The path of its settings; null or empty for the default journal.</param>
    /// <exception cref="ConfigurationException">The settings name no journal.</exception>
    public IActorRef JournalFor(string? journalPluginId)
    {
        var path = JournalPath(journalPluginId);
        return Get(path, () => PluginSettings.Journal(_system, path));
    }

    /// <summary>The snapshot store of a plugin; it is started when this is the first to ask.</summary>
    /// <param name="snapshotPluginId">The path of its settings; null or empty for the default store.</param>
    /// <exception cref="ConfigurationException">The settings name no store.</exception>
    public IActorRef SnapshotStoreFor(string? snapshotPluginId)
    {
        var path = string.IsNullOrEmpty(snapshotPluginId) ? _defaultSnapshotStore : snapshotPluginId;
        return Get(path, () => PluginSettings.SnapshotStore(_system, path));
    }

    internal Config JournalConfigFor(string? journalPluginId) => PluginSettings.Journal(_system, JournalPath(journalPluginId));

    private string JournalPath(string? id) =>
        !string.IsNullOrEmpty(id) ? id
        : !string.IsNullOrEmpty(_defaultJournal) ? _defaultJournal
        : throw new ConfigurationException("akka.persistence.journal.plugin names no journal.");

    private IActorRef Get(string path, Func<Config> settings) =>
        _plugins.GetOrAdd(path, id => new Lazy<IActorRef>(() => Start(id, settings()))).Value;

    // The actor's name is the path of its settings, by which it finds them itself.
    private IActorRef Start(string path, Config config)
    {
        if (!_system.Settings.Config.HasPath(path))
            throw new ConfigurationException($"There are no settings of a persistence plugin at {path}.");
        var name = config.GetString("class");
        if (string.IsNullOrWhiteSpace(name))
            throw new ConfigurationException($"{path}.class is missing.");
        var type = Type.GetType(name, throwOnError: false)
            ?? throw new ConfigurationException($"{path}.class = \"{name}\": there is no such type.");
        object[] arguments = type.GetConstructor([typeof(Config)]) is not null ? [config] : [];
        return _system.SystemActorOf(Props.Create(type, arguments).WithDispatcher(config.GetString("plugin-dispatcher")), path);
    }
}
