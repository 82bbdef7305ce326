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
    /// <param name="perPage">The definition's default.</param>
    /// <param name="mustExist">Whether files that are missing are an error; not where a setting is missing that names them.</param>
    public static FilesResource Read(string path, HoconObjectReader reader, int perPage, bool mustExist)
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
        return new FilesResource(path, files, Format(reader, files))
        {
            Separator = Separator(reader),
            PerPage = ReplayDefinitionReader.PerPage(reader, perPage),
            ByCursor = reader.Choice("paging", Paging.Page) == Paging.Cursor,
        };
    }

    private static FileFormat Format(HoconObjectReader reader, ImmutableArray<string> files)
    {
        if (reader.OptionalChoice<FileFormat>("format") is { } given)
        {
            return given;
        }

        var shown = files.Select(FilePattern.FormatOf).Distinct().ToList();
        if (shown.Count > 1 || shown is [null])
        {
            reader.Error("files", "the names do not show one format: set format = csv, ndjson, json or document");
        }

        return shown is [{ } format] ? format : FileFormat.Csv;
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
