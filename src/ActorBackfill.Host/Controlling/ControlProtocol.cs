using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorBackfill.Host.Controlling;

/// <summary>Writes and reads the lines of a control socket. Strict: what is not known is refused, never passed over.</summary>
internal static class ControlProtocol
{
    /// <summary>The version that this program speaks.</summary>
    public const int Version = 1;

    /// <summary>The longest request in bytes, its line feed included.</summary>
    public const int MaxRequestBytes = 64 << 10;

    /// <summary>The longest response in bytes, its line feed included.</summary>
    public const int MaxResponseBytes = 4 << 20;

    private const int MaxDepth = 8;

    /// <summary>Writes a request, its line feed included.</summary>
    public static byte[] Write(ControlRequest request) => [.. JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest), (byte)'\n'];

    /// <summary>Writes a response, its line feed included.</summary>
    public static byte[] Write(ControlResponse response) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(response, ControlJson.Default.ControlResponse), (byte)'\n'];

    /// <summary>Reads a request; what is wrong with it is a response already.</summary>
    /// <param name="line">The line without its line feed.</param>
    public static (ControlRequest? Request, ControlResponse? Refusal) Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("v", out var version) || !version.TryGetInt32(out var v))
            {
                return (null, ControlResponse.Refused("bad-request", "A request is one JSON object on one line, such as {\"v\":1,\"command\":\"pause\"}."));
            }

            if (v != Version)
            {
                return (null, ControlResponse.Refused("other-version", $"This run speaks version {Version} of the control protocol, not {v}; use the program it was started with."));
            }

            return (root.Deserialize(ControlJson.Default.ControlRequest), null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return (null, ControlResponse.Refused("bad-request", $"This run does not know that command: {e.Message}"));
        }
    }

    /// <summary>Reads a response.</summary>
    /// <param name="line">The line without its line feed.</param>
    /// <exception cref="JsonException">It is none, or another version's.</exception>
    public static ControlResponse ReadResponse(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, ControlJson.Default.ControlResponse) is { V: Version } response
            ? response
            : throw new JsonException($"the run does not speak version {Version} of the control protocol");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowOutOfOrderMetadataProperties = true,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlResponse))]
[JsonSerializable(typeof(LiveStatus))]
internal sealed partial class ControlJson : JsonSerializerContext;
