using System.Text.Json;
using System.Text.Json.Serialization;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Who holds a job; stands in the lock file.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="ProcessStart">When it began, good for comparing only; with the number it names one process for ever.</param>
/// <param name="Host">Its machine.</param>
/// <param name="Since">Since when it holds the job.</param>
/// <param name="StateDirectory">Where its journal is, or null when it has none.</param>
public sealed record HolderInfo(int ProcessId, string ProcessStart, string Host, DateTimeOffset Since, string? StateDirectory)
{
    /// <summary>Gets whether it runs on this machine and has not ended.</summary>
    internal bool IsAliveHere => Host == Environment.MachineName && ProcessProbe.StartOf(ProcessId) == ProcessStart;

    /// <summary>Gets this process.</summary>
    internal static HolderInfo Me(DateTimeOffset now, string? stateDirectory) => new(
        Environment.ProcessId, ProcessProbe.StartOf(Environment.ProcessId) ?? "", Environment.MachineName, now, stateDirectory);

    /// <summary>Reads what a holder wrote; null when it is not readable, or not there yet.</summary>
    internal static HolderInfo? Read(ReadOnlySpan<byte> content)
    {
        try
        {
            return content.IsEmpty ? null : JsonSerializer.Deserialize(content, HolderJson.Default.HolderInfo);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, HolderJson.Default.HolderInfo);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HolderInfo))]
internal sealed partial class HolderJson : JsonSerializerContext;
