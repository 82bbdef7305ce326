using System.Text.Json;
using System.Text.Json.Serialization;
using ActorBackfill.Domain.Checkpoints;

namespace ActorBackfill.Host.Serving.Jobs;

/// <summary>Writes and reads the manager's events: generated JSON under manifests that name type and version, never a .NET name.</summary>
internal static class ServingCodec
{
    private static readonly (string Manifest, Type Type)[] Known =
    [
        ("js1", typeof(JobSubmitted)),
        ("jb1", typeof(JobStarted)),
        ("jc1", typeof(CancellationAsked)),
        ("je1", typeof(JobEnded)),
        ("jm1", typeof(JobChanged)),
    ];

    /// <summary>Gets the manifest of an event.</summary>
    public static string Manifest(object @event) => Known.FirstOrDefault(k => k.Type == @event.GetType()).Manifest
        ?? throw new ArgumentException($"{@event.GetType().Name} is not an event of the job manager", nameof(@event));

    /// <summary>Writes an event.</summary>
    public static byte[] Write(object @event) => JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), ServingJson.Default);

    /// <summary>Reads an event.</summary>
    /// <exception cref="CorruptEventException">It is damaged, or a newer version wrote it.</exception>
    public static object Read(ReadOnlySpan<byte> bytes, string manifest)
    {
        var type = Known.FirstOrDefault(k => k.Manifest == manifest).Type ?? throw new CorruptEventException($"event '{manifest}' is not known to this version");
        try
        {
            return JsonSerializer.Deserialize(bytes, type, ServingJson.Default) ?? throw new CorruptEventException($"an event '{manifest}' is null");
        }
        catch (JsonException e)
        {
            throw new CorruptEventException($"an event '{manifest}' cannot be read: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(JobSubmitted))]
[JsonSerializable(typeof(JobStarted))]
[JsonSerializable(typeof(CancellationAsked))]
[JsonSerializable(typeof(JobEnded))]
[JsonSerializable(typeof(JobChanged))]
internal sealed partial class ServingJson : JsonSerializerContext;
