using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads a source of <c>type = files</c>.</summary>
internal sealed class FilesSourceReader(Templates templates)
{
    public FilesSourceDefinition Read(HoconObjectReader reader)
    {
        var path = reader.Text("path");
        if (reader.Has("path") && string.IsNullOrWhiteSpace(path))
        {
            reader.Error("path", "is blank");
        }

        templates.Check(reader, "path", path);
        return new FilesSourceDefinition(
            path,
            Format(reader, path),
            reader.TextMap("where", CheckWhere),
            reader.Choice("missing", Absence.Fail) == Absence.Empty,
            reader.OptionalPath("items", startsAtDocument: true),
            CapsReader.Read(reader.OptionalObject("caps")));
    }

    private void CheckWhere(HoconObjectReader where, string column, string value)
    {
        if (ReadingRules.PathProblem(column, startsAtDocument: true) is { } problem)
        {
            where.Error(column, problem);
        }

        templates.Check(where, column, value);
    }

    private static BodyFormat Format(HoconObjectReader reader, string path)
    {
        if (reader.OptionalChoice<BodyFormat>("format") is { } format)
        {
            if (format == BodyFormat.Html)
            {
                reader.Error("format", "pages come over http: type = http or browser");
            }

            return format;
        }

        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        switch (System.IO.Path.GetExtension(name).ToLowerInvariant())
        {
            case ".csv":
                return BodyFormat.Csv;
            case ".ndjson" or ".jsonl":
                return BodyFormat.Ndjson;
            case ".json":
                return BodyFormat.Json;
            default:
                if (!reader.Has("format") && path.Length > 0)
                {
                    reader.Error("format", "is missing, and the file's name does not tell: json, csv or ndjson");
                }

                return BodyFormat.Json;
        }
    }
}
