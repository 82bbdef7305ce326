using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using ActorBackfill.Dashboard.Pages.Log;
using ActorBackfill.Host.Consoles;

namespace ActorBackfill.Host.Dashboards.Log;

/// <summary>The end of a log file: as much as a page can show, however fast the file grows.</summary>
/// <param name="Lines">The lines, the newest last.</param>
/// <param name="SizeBytes">How large the file is.</param>
/// <param name="IsCut">Whether there is more before them than was looked at.</param>
internal sealed partial record LogTail(ImmutableArray<LogLine> Lines, long SizeBytes, bool IsCut)
{
    /// <summary>The most that is read from the end of the file.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The most lines that are shown.</summary>
    public const int MostLines = 500;

    private const int MostCharacters = 1_000;

    private static readonly ImmutableArray<(string Short, string Level)> Levels =
        [("VRB", "debug"), ("DBG", "debug"), ("INF", "information"), ("WRN", "warning"), ("ERR", "error"), ("FTL", "error")];

    private static readonly string[] Graver = ["debug", "information", "warning", "error"];

    /// <summary>Reads it.</summary>
    /// <param name="path">The file; it may grow meanwhile.</param>
    /// <param name="query">Which lines.</param>
    /// <returns>Null when there is none that can be read.</returns>
    public static LogTail? Read(string path, LogQuery query)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var size = file.Length;
            var start = Math.Max(0, size - MostBytes);
            file.Seek(start, SeekOrigin.Begin);
            var bytes = new byte[size - start];
            var text = Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
            // Cut in the middle of a line: what is left of it is none.
            var whole = start == 0 ? text : text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
            var wanted = Wanted(Parse(whole), query).ToList();
            return new LogTail([.. wanted.TakeLast(MostLines)], size, start > 0 || wanted.Count > MostLines);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<LogLine> Parse(string text)
    {
        var level = "information";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Line().Match(line);
            level = match.Success ? Levels.First(l => l.Short == match.Groups[2].Value).Level : level;
            yield return match.Success ? new LogLine(match.Groups[1].Value, level, Shown(match.Groups[3].Value)) : new LogLine("", level, Shown(line));
        }
    }

    private static IEnumerable<LogLine> Wanted(IEnumerable<LogLine> lines, LogQuery query)
    {
        var least = Array.IndexOf(Graver, query.Level);
        return lines.Where(l => Array.IndexOf(Graver, l.Level) >= least
            && (string.IsNullOrWhiteSpace(query.Text) || l.Text.Contains(query.Text.Trim(), StringComparison.OrdinalIgnoreCase)));
    }

    private static string Shown(string line) => PlainText.Of(line.TrimEnd('\r'), MostCharacters);

    [GeneratedRegex(@"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d) (VRB|DBG|INF|WRN|ERR|FTL) (.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
