using System.Text.Json;
using ActorBackfill.Replay.Tables;

namespace ActorBackfill.Replay.Http;

/// <summary>A whole answer, in memory before its first byte leaves: the page size bounds it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Body">The bytes, before any content encoding.</param>
internal sealed record Answer(int Status, string ContentType, ReadOnlyMemory<byte> Body)
{
    public const string Json = "application/json; charset=utf-8";
    public const string Csv = "text/csv; charset=utf-8";
    public const string Html = "text/html; charset=utf-8";

    /// <summary>Gets further headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Gets the content encoding the body already has; null for none.</summary>
    public string? Encoding { get; init; }

    public static Answer Error(int status, string message) => Text(status, Json, $$"""{"error":{{Quoted(message)}}}""");

    public static Answer Text(int status, string contentType, string body) =>
        new(status, contentType, System.Text.Encoding.UTF8.GetBytes(body));

    public Answer With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };

    private static string Quoted(string text) => "\"" + JsonEncodedText.Encode(text, JsonText.Encoder) + "\"";
}
