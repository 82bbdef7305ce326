using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>A plugin's own settings over what all plugins of its kind share.</summary>
internal static class PluginSettings
{
    private const string JournalFallback = "akka.persistence.journal-plugin-fallback";
    private const string SnapshotFallback = "akka.persistence.snapshot-store-plugin-fallback";
    private static readonly Config Defaults = Persistence.DefaultConfig();

    /// <summary>The settings of the journal whose path is <paramref name="path"/>, also while the extension is still being made.</summary>
    public static Config Journal(ActorSystem system, string path) => Of(system, path, JournalFallback);

    /// <summary>The settings of the snapshot store whose path is <paramref name="path"/>.</summary>
    public static Config SnapshotStore(ActorSystem system, string path) => Of(system, path, SnapshotFallback);

    private static Config Of(ActorSystem system, string path, string fallback)
    {
        var all = system.Settings.Config.WithFallback(Defaults);
        var shared = all.GetConfig(fallback);
        return all.HasPath(path) ? all.GetConfig(path).WithFallback(shared) : shared;
    }
}
