using System.Buffers;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Faults;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Greyhounds;
using ActorBackfill.Replay.Tables;

namespace ActorBackfill.Replay.Http;

/// <summary>Everything that is served, by path; the root path lists it.</summary>
internal sealed class Resources
{
    private readonly Dictionary<string, IResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Table> _tables = new(StringComparer.Ordinal);

    /// <summary>Loads every resource.</summary>
    /// <exception cref="ReplayException">A data file is wrong.</exception>
    public Resources(ReplayDefinition definition)
    {
        foreach (var resource in definition.Resources)
        {
            _resources.Add(resource.Path, Load(resource));
        }
    }

    public Answer Answer(string path, string query, FaultKind? fault)
    {
        var asked = path.Trim('/');
        if (asked.Length == 0)
        {
            return new Answer(200, Http.Answer.Json, Index());
        }

        if (_resources.TryGetValue(asked, out var whole))
        {
            return whole.Answer(new ResourceRequest(path, "", Query.Parse(query), fault));
        }

        var slash = asked.LastIndexOf('/');
        return slash > 0 && _resources.TryGetValue(asked[..slash], out var parent)
            ? parent.Answer(new ResourceRequest(path, Uri.UnescapeDataString(asked[(slash + 1)..]), Query.Parse(query), fault))
            : Http.Answer.Error(404, $"{path} is not here; there are: {string.Join(", ", _resources.Keys.Select(p => "/" + p))}");
    }

    private IResource Load(ResourceDefinition resource) => resource switch
    {
        GreyhoundResource greyhounds => new ResultsResource(greyhounds),
        FilesResource { Format: FileFormat.Document } documents => new DocumentResource(documents),
        FilesResource files => TableResource.Of(files, Table(files)),
        _ => throw new System.Diagnostics.UnreachableException(resource.ToString()),
    };

    private Table Table(FilesResource files)
    {
        var added = new AddedColumns(files, _tables);
        var table = new Table(files.Format == FileFormat.Csv ? CsvFiles.Read(files, added) : JsonFiles.Read(files, added));
        _tables.Add(files.Path, table);
        return table;
    }

    private ReadOnlyMemory<byte> Index()
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, JsonText.Writing))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("resources"u8);
            foreach (var (path, resource) in _resources)
            {
                Write(writer, path, resource.Summary);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, string path, ResourceSummary summary)
    {
        writer.WriteStartObject();
        writer.WriteString("path"u8, "/" + path);
        writer.WriteString("kind"u8, summary.Kind);
        if (summary.Rows is { } rows)
        {
            writer.WriteNumber("rows"u8, rows);
        }

        writer.WriteStartArray("columns"u8);
        foreach (var column in summary.Columns)
        {
            writer.WriteStringValue(column);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
