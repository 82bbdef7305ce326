using Akka.Actor;
using Akka.Serialization;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>Brings the manager's events into its journal as <see cref="ServingCodec"/> writes them.</summary>
public sealed class ServingSerializer : SerializerWithStringManifest
{
    /// <summary>The part of Akka's configuration that binds it.</summary>
    internal const string Config = """
        akka.actor {
          serializers.serving = "ActorBackfill.Host.Serving.Jobs.ServingSerializer, backfill"
          serialization-bindings { "ActorBackfill.Host.Serving.Jobs.IServingEvent, backfill" = serving }
          serialization-identifiers { "ActorBackfill.Host.Serving.Jobs.ServingSerializer, backfill" = 1702 }
        }
        """;

    /// <summary>Creates the serializer; called by Akka.</summary>
    /// <param name="system">The actor system.</param>
    public ServingSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>Gets the number stored beside every event; 1701 is the checkpoint's.</summary>
    public override int Identifier => 1702;

    /// <inheritdoc/>
    public override string Manifest(object o) => ServingCodec.Manifest(o);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => ServingCodec.Write(obj);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => ServingCodec.Read(bytes, manifest);
}
