using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Telemetry;

/// <summary>What the environment says about telemetry, by the names of OpenTelemetry's specification.</summary>
/// <param name="Variables">All variables of that specification, <c>OTEL_*</c>.</param>
/// <param name="HasMetrics">Whether metrics are sent.</param>
/// <param name="HasTraces">Whether traces are sent.</param>
/// <param name="HasLogs">Whether the lines of logs are sent.</param>
internal sealed record OtlpSettings(IReadOnlyDictionary<string, string?> Variables, bool HasMetrics, bool HasTraces, bool HasLogs)
{
    private const string Prefix = "OTEL_";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Service = "OTEL_SERVICE_NAME";

    /// <summary>Reads them.</summary>
    /// <param name="terminal">Whose environment.</param>
    /// <returns>Null when nothing is to be sent: no endpoint is named, or it is switched off.</returns>
    public static OtlpSettings? Of(Terminal terminal)
    {
        var set = terminal.Variables()
            .Where(v => v.Key.StartsWith(Prefix, StringComparison.Ordinal) && v.Value.Length > 0)
            .ToDictionary(v => v.Key, v => (string?)v.Value, StringComparer.Ordinal);
        var settings = new OtlpSettings(set, Sends(set, "METRICS"), Sends(set, "TRACES"), Sends(set, "LOGS"));
        if (Is(set, "OTEL_SDK_DISABLED", "true") || settings is { HasMetrics: false, HasTraces: false, HasLogs: false })
        {
            return null;
        }

        if (!set.ContainsKey(Service) && !(set.GetValueOrDefault("OTEL_RESOURCE_ATTRIBUTES") ?? "").Contains("service.name=", StringComparison.Ordinal))
        {
            set[Service] = "backfill";
        }

        return settings;
    }

    /// <summary>Gets what is wrong with the endpoints that are named; null when nothing is. What they say is not repeated: tokens stand in such.</summary>
    public string? Problem => Variables
        .Where(v => v.Key.StartsWith("OTEL_EXPORTER_OTLP", StringComparison.Ordinal) && v.Key.EndsWith("ENDPOINT", StringComparison.Ordinal))
        .Where(v => !Uri.TryCreate(v.Value, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        .Select(v => $"{v.Key} is not an absolute address, http or https")
        .FirstOrDefault();

    private static bool Sends(Dictionary<string, string?> set, string signal) =>
        (set.ContainsKey(Endpoint) || set.ContainsKey($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")) && !Is(set, $"OTEL_{signal}_EXPORTER", "none");

    private static bool Is(Dictionary<string, string?> set, string name, string value) =>
        string.Equals(set.GetValueOrDefault(name), value, StringComparison.OrdinalIgnoreCase);
}
