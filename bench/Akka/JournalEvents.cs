using System.Text.Json;
using System.Text.Json.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorBackfill.Bench;

/// <summary>Event of the measured journals: one thing happened.</summary>
internal sealed record Happened(long Number, string What);

/// <summary>Writes <see cref="Happened"/> as generated JSON under a short manifest, as the engine's own events are.</summary>
internal sealed class HappenedSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public const int Id = 1702;
    public const string Name = "h1";

    public static Config Binding { get; } = ConfigurationFactory.ParseString(
        $$"""
        akka.actor {
          serializers.happened = "{{typeof(HappenedSerializer).AssemblyQualifiedName}}"
          serialization-bindings { "{{typeof(Happened).AssemblyQualifiedName}}" = happened }
          serialization-identifiers { "{{typeof(HappenedSerializer).AssemblyQualifiedName}}" = {{Id}} }
        }
        """);

    public override int Identifier => Id;

    public static byte[] Write(Happened happened) => JsonSerializer.SerializeToUtf8Bytes(happened, HappenedJson.Default.Happened);

    public static Happened Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, HappenedJson.Default.Happened)!;

    public override string Manifest(object o) => Name;

    public override byte[] ToBinary(object obj) => Write((Happened)obj);

    public override object FromBinary(byte[] bytes, string manifest) => Read(bytes);
}

[JsonSerializable(typeof(Happened))]
internal sealed partial class HappenedJson : JsonSerializerContext;
