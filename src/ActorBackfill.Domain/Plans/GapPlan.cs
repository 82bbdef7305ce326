using System.Collections.Immutable;
using System.Text.Json;

namespace ActorBackfill.Domain.Plans;

/// <summary>A list of units that are missing somewhere, as <c>gate</c> writes it and <c>--from-gaps</c> reads it: <c>{"v":1,"units":["date=2021-11-15"]}</c>.</summary>
public static class GapPlan
{
    /// <summary>The version of the document that is written and read.</summary>
    public const int Version = 1;

    /// <summary>Reads the keys.</summary>
    /// <param name="json">The document, UTF-8; members that it has beside these are passed over.</param>
    /// <exception cref="FormatException">It is no such document; the message says why.</exception>
    public static ImmutableArray<string> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("v", out var version) || !root.TryGetProperty("units", out var units)
                || units.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException("expected {\"v\":1,\"units\":[\"date=2021-11-15\",...]}");
            }

            return version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == Version
                ? [.. units.EnumerateArray().Select(Key)]
                : throw new FormatException($"\"v\" is {version.GetRawText()}; this program knows version {Version}");
        }
        catch (JsonException e)
        {
            throw new FormatException($"is no JSON: {e.Message}", e);
        }
    }

    private static string Key(JsonElement unit) => unit.ValueKind == JsonValueKind.String && unit.GetString() is { } key && UnitKey.TryParse(key) is not null
        ? key
        : throw new FormatException($"{unit.GetRawText()} is no unit, such as \"date=2021-11-15\"");
}
