using System.Collections.Immutable;
using ActorBackfill.Hocon;
using ActorBackfill.Replay.Files;

namespace ActorBackfill.Replay.Definitions;

/// <summary>Reads a resource made of files, and finds them.</summary>
internal static class FilesReader
{
    private enum Paging
    {
        Page,
        Cursor,
    }

    /// <summary>Reads a resource.</summary>
    /// <param name="path">Where it is served.</param>
    /// <param name="reader">Its block.</param>
    /// <param name="folder">The definition's folder, which templates are relative to.</param>
    /// <param name="perPage">The definition's default.</param>
    /// <param name="mustExist">Whether files that are missing are an error; not where a setting is missing that names them.</param>
    public static FilesResource Read(string path, HoconObjectReader reader, string folder, int perPage, bool mustExist)
    {
        var patterns = reader.Value("files") is HoconArray ? reader.TextList("files") : [reader.Text("files")];
        var found = patterns.Select(FilePattern.Find).ToList();
        for (var i = 0; mustExist && i < patterns.Length; i++)
        {
            if (found[i].Count == 0 && patterns[i].Length > 0)
            {
                reader.Error("files", $"no file matches {patterns[i]}");
            }
        }

        ImmutableArray<string> files = [.. found.SelectMany(f => f).Distinct(StringComparer.Ordinal)];
        var members = reader.OptionalText("members");
        var format = Format(reader, files, members);
        return new FilesResource(path, files, format)
        {
            Separator = Separator(reader),
            PerPage = ReplayDefinitionReader.PerPage(reader, perPage),
            ByCursor = reader.Choice("paging", Paging.Page) == Paging.Cursor,
            Members = members ?? "**",
            NamePattern = NamePattern(reader),
            Items = Items(reader, format),
            Columns = ColumnsReader.Read(reader, format != FileFormat.Csv),
            By = reader.OptionalText("by"),
            Template = Template(reader, folder, mustExist),
            Status = Status(reader, format),
        };
    }

    private static FileFormat Format(HoconObjectReader reader, ImmutableArray<string> files, string? members)
    {
        if (reader.OptionalChoice<FileFormat>("format") is { } given)
        {
            return given;
        }

        var shown = files.Select(file => FilePattern.FormatOf(FilePattern.IsArchive(file) ? members ?? "" : file)).Distinct().ToList();
        if (shown.Count > 1 || shown is [null])
        {
            reader.Error("files", "the names do not show one format: set format = csv, ndjson, json or document");
        }

        return shown is [{ } format] ? format : FileFormat.Csv;
    }

    private static string? NamePattern(HoconObjectReader reader)
    {
        var pattern = reader.OptionalText("name");
        if (pattern is not null && new NameColumns(pattern).Columns is var columns && columns.Count != columns.Distinct(StringComparer.Ordinal).Count())
        {
            reader.Error("name", $"{pattern}: names a column twice");
        }

        return pattern;
    }

    private static ImmutableArray<string> Items(HoconObjectReader reader, FileFormat format)
    {
        if (!reader.Has("items"))
        {
            return [];
        }

        var paths = reader.Value("items") is HoconArray ? reader.TextList("items") : [reader.Text("items")];
        foreach (var path in paths.Where(path => ItemPath.TryParse(path) is null))
        {
            reader.Error("items", $"{path}: must be names with dots, * for all members, [*] for all elements");
        }

        if (format is not (FileFormat.Json or FileFormat.Ndjson))
        {
            reader.Error("items", "only JSON has items");
        }

        return paths;
    }

    private static string? Template(HoconObjectReader reader, string folder, bool mustExist)
    {
        if (reader.OptionalText("template") is not { } given)
        {
            return null;
        }

        var path = Path.Combine(folder, given);
        if (mustExist && !File.Exists(path))
        {
            reader.Error("template", $"{path} is not there");
        }

        return path;
    }

    private static int Status(HoconObjectReader reader, FileFormat format)
    {
        var status = reader.Integer("status", 200);
        if (status is < 200 or > 599 || (reader.Has("status") && format != FileFormat.Document))
        {
            reader.Error("status", $"{status}: must be 200 to 599, and is for documents");
        }

        return status;
    }

    private static char Separator(HoconObjectReader reader)
    {
        var separator = reader.Text("separator", ",");
        if (separator.Length == 1 && char.IsAscii(separator[0]) && separator[0] is not ('"' or '\r' or '\n'))
        {
            return separator[0];
        }

        reader.Error("separator", $"{separator}: must be one ASCII character");
        return ',';
    }
}
