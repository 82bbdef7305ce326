using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>Gives a system its <see cref="PersistenceExtension"/>.</summary>
public sealed class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    // Read once a process: the text does not change, and a configuration does not either.
    private static readonly Lazy<Config> Defaults =
        new(() => ConfigurationFactory.FromResource<Persistence>("Akka.Persistence.persistence.conf"));

    private Persistence()
    {
    }

    /// <summary>Gets the only one.</summary>
    public static Persistence Instance { get; } = new();

    /// <summary>The settings that hold where an application says nothing.</summary>
    public static Config DefaultConfig() => Defaults.Value;

    /// <inheritdoc />
    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) => new(system);
}
