using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>Numbers of serialisers by <c>akka.actor.serialization-identifiers</c>.</summary>
internal static class SerializerIdentifier
{
    public static int FromConfig(ExtendedActorSystem system, Type serializer)
    {
        var name = Serialization.ManifestOf(serializer);
        foreach (var (type, id) in system.Settings.Config.GetConfig("akka.actor.serialization-identifiers").AsEnumerable())
        {
            if (type == name)
                return id.GetInt();
        }

        throw new ConfigurationException($"Couldn't find serializer id for [{name}] under [akka.actor.serialization-identifiers] HOCON path");
    }
}
