using System.Text.Json;
using ActorBackfill.Replay.Tables;

namespace ActorBackfill.Replay.Files;

/// <summary>Reads JSON objects, one a line or one document a file, into one table of their top-level properties.</summary>
internal sealed class JsonFiles
{
    private readonly List<string> _columns = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<ReadOnlyMemory<byte>> _objects = [];

    /// <summary>Reads the files in order.</summary>
    /// <exception cref="ReplayException">A file holds something else; says where.</exception>
    public static IRows Read(IEnumerable<string> paths, FileFormat format)
    {
        var files = new JsonFiles();
        foreach (var path in paths)
        {
            if (format == FileFormat.Ndjson)
            {
                files.AddLines(path);
            }
            else
            {
                files.AddDocument(path);
            }
        }

        return new JsonRows(files._columns, files._objects);
    }

    private void AddLines(string path)
    {
        var rest = DataFile.Read(path);
        for (var line = 1; rest.Length > 0; line++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (text.Span.ContainsAnyExcept(" \t\r"u8))
            {
                AddObject($"{path}:{line}", text.Span[^1] == '\r' ? text[..^1] : text);
            }
        }
    }

    private void AddDocument(string path)
    {
        var bytes = DataFile.Read(path);
        if (!bytes.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8))
        {
            AddObject(path, bytes);
            return;
        }

        using var array = Parse(path, bytes);
        var number = 0;
        foreach (var element in array.RootElement.EnumerateArray())
        {
            AddObject($"{path}, object {++number}", System.Text.Encoding.UTF8.GetBytes(element.GetRawText()));
        }
    }

    private void AddObject(string place, ReadOnlyMemory<byte> bytes)
    {
        using var document = Parse(place, bytes);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new ReplayException($"{place}: must be a JSON object, is {document.RootElement.ValueKind}");
        }

        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (_known.Add(property.Name))
            {
                _columns.Add(property.Name);
            }
        }

        _objects.Add(bytes);
    }

    private static JsonDocument Parse(string place, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException e)
        {
            throw new ReplayException($"{place}: {e.Message}", e);
        }
    }
}
