using ActorBackfill.Replay.Http;

namespace ActorBackfill.Replay.Files;

/// <summary>Finds the files of a resource: a path whose last part may hold <c>*</c> and <c>?</c>.</summary>
internal static class FilePattern
{
    private static readonly EnumerationOptions ExactCase = new() { MatchCasing = MatchCasing.CaseSensitive, MatchType = MatchType.Simple };

    /// <summary>The files that match, in ordinal order of their paths; none when there are none.</summary>
    public static IReadOnlyList<string> Find(string pattern)
    {
        var name = Path.GetFileName(pattern);
        var folder = Path.GetDirectoryName(pattern) is { Length: > 0 } given ? given : ".";
        if (name.Length == 0 || !Directory.Exists(folder))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(folder, name, ExactCase).Order(StringComparer.Ordinal)];
    }

    /// <summary>The format that a name shows, <c>.gz</c> left aside; null when it shows none.</summary>
    public static FileFormat? FormatOf(string path) => Path.GetExtension(WithoutGz(path)) switch
    {
        ".csv" => FileFormat.Csv,
        ".ndjson" or ".jsonl" => FileFormat.Ndjson,
        ".json" => FileFormat.Json,
        ".html" or ".htm" => FileFormat.Document,
        _ => null,
    };

    /// <summary>The file's name without its extensions: what a document is asked for by.</summary>
    public static string Stem(string path) => Path.GetFileNameWithoutExtension(WithoutGz(path));

    /// <summary>Whether a name shows an archive, whose members count as files.</summary>
    public static bool IsArchive(string path) =>
        path.EndsWith(".tar", StringComparison.Ordinal) || path.EndsWith(".tar.gz", StringComparison.Ordinal) || path.EndsWith(".tgz", StringComparison.Ordinal);

    /// <summary>The media type that a name shows; JSON when it shows none.</summary>
    public static string MediaType(string path) => Path.GetExtension(WithoutGz(path)) switch
    {
        ".html" or ".htm" => Answer.Html,
        ".csv" => Answer.Csv,
        ".txt" or ".md" => "text/plain; charset=utf-8",
        ".xml" => "application/xml",
        _ => Answer.Json,
    };

    private static string WithoutGz(string path) => path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path;
}
