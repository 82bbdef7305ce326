using System.Runtime.Serialization;
using Akka.Serialization;

namespace Akka.Persistence.Sql;

/// <summary>What is stored beside the bytes so that they can be read again.</summary>
internal static class SqlManifest
{
    /// <summary>The serializer's own manifest, or the type's name when it asks for one, or nothing.</summary>
    public static string Of(Serializer serializer, object payload) => serializer switch
    {
        SerializerWithStringManifest named => named.Manifest(payload),
        { IncludeManifest: true } => Akka.Serialization.Serialization.ManifestOf(payload.GetType()),
        _ => string.Empty,
    };

    public static object Read(
        Akka.Serialization.Serialization serialization, byte[] bytes, int? identifier, string? manifest, string? serializerName)
    {
        if (identifier is { } id)
            return serialization.Deserialize(bytes, id, manifest ?? string.Empty);
        var type = Type.GetType(manifest ?? string.Empty, throwOnError: false)
            ?? throw new SerializationException($"There is no type \"{manifest}\".");
        return serialization.FindSerializerForType(type, serializerName).FromBinary(bytes, type);
    }
}
