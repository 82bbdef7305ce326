using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

/// <summary>Gives a system its <see cref="PersistenceExtension"/>.</summary>
public sealed class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    private Persistence()
    {
    }

    /// <summary>Gets the only one.</summary>
    public static Persistence Instance { get; } = new();

    /// <summary>The settings that hold where an application says nothing.</summary>
    public static Config DefaultConfig() => ConfigurationFactory.FromResource<Persistence>("Akka.Persistence.persistence.conf");

    /// <inheritdoc />
    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) => new(system);
}
