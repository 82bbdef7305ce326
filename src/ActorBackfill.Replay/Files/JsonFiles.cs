using System.Buffers;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Tables;

namespace ActorBackfill.Replay.Files;

/// <summary>Reads JSON objects, one a line or the items of documents, into one table of their top-level properties.</summary>
internal sealed class JsonFiles(FilesResource resource, AddedColumns added)
{
    private readonly List<ItemPath> _paths = [.. resource.Items.Select(path => ItemPath.TryParse(path)!)];
    private readonly List<string> _columns = [.. added.Names];
    private readonly HashSet<string> _known = new(added.Names, StringComparer.Ordinal);
    private readonly List<ReadOnlyMemory<byte>> _objects = [];

    /// <summary>Reads the files in order.</summary>
    /// <exception cref="ReplayException">A file holds something else; says where.</exception>
    public static IRows Read(FilesResource resource, AddedColumns added)
    {
        var files = new JsonFiles(resource, added);
        foreach (var file in SourceFiles.Read(resource))
        {
            var ofName = added.OfFile(file.Name);
            if (resource.Format == FileFormat.Ndjson)
            {
                files.AddLines(file, ofName);
            }
            else
            {
                files.AddDocument(file.Name, file.Bytes, ofName);
            }
        }

        return new JsonRows(files._columns, files._objects);
    }

    private void AddLines(SourceFile file, IReadOnlyList<string> ofName)
    {
        var rest = file.Bytes;
        for (var line = 1; rest.Length > 0; line++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (text.Span.ContainsAnyExcept(" \t\r"u8))
            {
                AddDocument($"{file.Name}:{line}", text, ofName);
            }
        }
    }

    private void AddDocument(string place, ReadOnlyMemory<byte> bytes, IReadOnlyList<string> ofName)
    {
        using var document = Parse(place, bytes);
        try
        {
            var number = 0;
            foreach (var item in Items(document.RootElement))
            {
                number++;
                AddItem(item.Parent is null ? place : $"{place}, item {number}", item, ofName);
            }
        }
        catch (ReplayException e) when (!e.Message.StartsWith(place, StringComparison.Ordinal))
        {
            throw new ReplayException($"{place}: {e.Message}", e);
        }
    }

    /// <summary>Without a path: the elements of a list, or the document itself.</summary>
    private IEnumerable<ItemNode> Items(JsonElement root)
    {
        if (_paths.Count > 0)
        {
            var path = _paths.Find(path => path.Begins(root))
                ?? throw new ReplayException($"has nothing where items = {string.Join(" or ", _paths.Select(p => p.Text))} begins");
            return path.Items(root);
        }

        var document = new ItemNode(root, null);
        return root.ValueKind == JsonValueKind.Array && resource.Format == FileFormat.Json
            ? root.EnumerateArray().Select(element => new ItemNode(element, document))
            : [document];
    }

    private void AddItem(string place, ItemNode item, IReadOnlyList<string> ofName)
    {
        if (item.Value.ValueKind != JsonValueKind.Object)
        {
            throw new ReplayException($"{place}: must be a JSON object, is {item.Value.ValueKind}");
        }

        foreach (var property in item.Value.EnumerateObject())
        {
            if (added.Names.Contains(property.Name))
            {
                throw new ReplayException($"{place}: has the column {property.Name} already, which is added to it");
            }

            if (_known.Add(property.Name))
            {
                _columns.Add(property.Name);
            }
        }

        var values = added.Of(ofName, column => item.Value.TryGetProperty(column, out var cell) ? JsonText.Plain(cell) : "", item);
        _objects.Add(values.Count == 0 ? System.Text.Encoding.UTF8.GetBytes(item.Value.GetRawText()) : With(values, item.Value));
    }

    private ReadOnlyMemory<byte> With(IReadOnlyList<AddedValue> values, JsonElement item)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes, JsonText.Writing);
        writer.WriteStartObject();
        for (var i = 0; i < values.Count; i++)
        {
            writer.WritePropertyName(added.Names[i]);
            if (values[i].Json is { } json)
            {
                json.WriteTo(writer);
            }
            else
            {
                writer.WriteStringValue(values[i].Text);
            }
        }

        foreach (var property in item.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            writer.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.Flush();
        return bytes.WrittenMemory;
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
