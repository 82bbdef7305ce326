using System.Text.Json;

namespace ActorBackfill.Replay.Tables;

/// <summary>Rows of CSV files. A cell is <see langword="null"/> where the row's own file lacks the column.</summary>
internal sealed class CsvRows(IReadOnlyList<string> columns, IReadOnlyList<string?[]> cells) : IRows
{
    private readonly JsonEncodedText[] _names = [.. columns.Select(name => JsonEncodedText.Encode(name, JsonText.Encoder))];

    public int Count => cells.Count;

    public IReadOnlyList<string> Columns => columns;

    public string Text(int row, int column)
    {
        var values = cells[row];
        return column < values.Length ? values[column] ?? "" : "";
    }

    public void WriteJson(Utf8JsonWriter writer, int row, IReadOnlyList<int> columns)
    {
        writer.WriteStartObject();
        var values = cells[row];
        foreach (var column in columns)
        {
            if (column < values.Length && values[column] is { } value)
            {
                writer.WriteString(_names[column], value);
            }
        }

        writer.WriteEndObject();
    }

    public void WriteJson(Utf8JsonWriter writer, int row)
    {
        writer.WriteStartObject();
        var values = cells[row];
        for (var column = 0; column < values.Length; column++)
        {
            if (values[column] is { } value)
            {
                writer.WriteString(_names[column], value);
            }
        }

        writer.WriteEndObject();
    }
}
