using System.Collections.Concurrent;
using System.Text.Json;

namespace ActorBackfill.Replay.Tables;

/// <summary>JSON objects, each kept as the bytes of its file: what was read is what is served.</summary>
internal sealed class JsonRows(IReadOnlyList<string> columns, IReadOnlyList<ReadOnlyMemory<byte>> objects) : IRows
{
    // A column's texts are read once, at the first filter on it: a comparison looks at every row, and parsing is what costs.
    private readonly ConcurrentDictionary<int, Lazy<string[]>> _texts = new();

    public int Count => objects.Count;

    public IReadOnlyList<string> Columns => columns;

    public string Text(int row, int column) =>
        _texts.GetOrAdd(column, c => new Lazy<string[]>(() => [.. objects.Select(bytes => Read(bytes, columns[c]))])).Value[row];

    public void WriteJson(Utf8JsonWriter writer, int row) =>
        writer.WriteRawValue(objects[row].Span, skipInputValidation: true);

    public void WriteJson(Utf8JsonWriter writer, int row, IReadOnlyList<int> columns)
    {
        using var document = JsonDocument.Parse(objects[row]);
        writer.WriteStartObject();
        foreach (var column in columns)
        {
            if (document.RootElement.TryGetProperty(Columns[column], out var value))
            {
                writer.WritePropertyName(Columns[column]);
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static string Read(ReadOnlyMemory<byte> bytes, string column)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.TryGetProperty(column, out var value) ? JsonText.Plain(value) : "";
    }
}
