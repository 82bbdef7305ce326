using System.Text.Json;

namespace ActorBackfill.Replay.Tables;

/// <summary>JSON objects, each kept as the bytes of its file: what was read is what is served.</summary>
internal sealed class JsonRows(IReadOnlyList<string> columns, IReadOnlyList<ReadOnlyMemory<byte>> objects) : IRows
{
    public int Count => objects.Count;

    public IReadOnlyList<string> Columns => columns;

    public string Text(int row, int column)
    {
        using var document = JsonDocument.Parse(objects[row]);
        return document.RootElement.TryGetProperty(columns[column], out var value) ? JsonText.Plain(value) : "";
    }

    public void WriteJson(Utf8JsonWriter writer, int row) =>
        writer.WriteRawValue(objects[row].Span, skipInputValidation: true);
}
