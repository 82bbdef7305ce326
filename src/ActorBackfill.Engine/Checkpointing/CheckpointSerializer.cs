using ActorBackfill.Domain.Checkpoints;
using Akka.Actor;
using Akka.Serialization;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>Journal and snapshots hold what <see cref="CheckpointCodec"/> writes: short manifests, generated JSON, a checksum.</summary>
public sealed class CheckpointSerializer : SerializerWithStringManifest
{
    /// <summary>Creates the serializer; called by Akka.</summary>
    /// <param name="system">The actor system.</param>
    public CheckpointSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>Gets the number stored beside every event; Akka keeps 0 to 40 for itself.</summary>
    public override int Identifier => 1701;

    /// <inheritdoc/>
    public override string Manifest(object o) => CheckpointCodec.Manifest(o);

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => CheckpointCodec.Write(obj);

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest) => CheckpointCodec.Read(bytes, manifest);
}
