using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The configuration a system starts with.</summary>
public sealed class BootstrapSetup : Setup.Setup
{
    private BootstrapSetup(Config? config) => Config = config;

    /// <summary>Gets the configuration; null for none.</summary>
    public Config? Config { get; }

    /// <summary>A start without a configuration.</summary>
    /// <returns>The start.</returns>
    public static BootstrapSetup Create() => new(null);

    /// <summary>The same with a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <returns>The new start.</returns>
    public BootstrapSetup WithConfig(Config config) => new(config);

    /// <summary>The same with another configuration before the present one.</summary>
    /// <param name="config">The configuration.</param>
    /// <returns>The new start.</returns>
    public BootstrapSetup WithConfigFallback(Config config) => new(Config is null ? config : Config.WithFallback(config));
}
