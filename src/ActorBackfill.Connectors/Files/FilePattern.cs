using System.IO.Enumeration;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Templates;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Connectors.Files;

/// <summary>
/// Finds a unit's files: a path, or a pattern with <c>*</c> and <c>?</c> within a name and <c>**</c> for any folders. Values of the unit
/// are literal in it and stay within one name, so that no value leads out of the folder.
/// </summary>
internal sealed class FilePattern
{
    private readonly Template _template;
    private readonly bool _isGlob;

    /// <summary>Reads a pattern.</summary>
    /// <param name="path">The path with templates.</param>
    /// <param name="dimensions">The names a unit has.</param>
    /// <exception cref="FormatException">A template in it cannot be used.</exception>
    public FilePattern(string path, IReadOnlyCollection<string> dimensions)
    {
        _template = Template.Parse("source.path", path, dimensions);
        _isGlob = path.AsSpan().ContainsAny('*', '?');
    }

    /// <summary>Gets the unit's path or pattern for messages.</summary>
    /// <param name="unit">Whose.</param>
    public string Describe(PlanUnit unit) => _template.Fill(unit, v => Name(v, unit));

    /// <summary>Gets the unit's files in the order of their paths.</summary>
    /// <param name="unit">Whose.</param>
    /// <param name="limit">The most it may be.</param>
    /// <exception cref="BackfillException">They are more, or a value cannot be part of a path.</exception>
    public IReadOnlyList<string> Find(PlanUnit unit, int limit)
    {
        if (!_isGlob)
        {
            var path = Describe(unit);
            return File.Exists(path) ? [path] : [];
        }

        // A star in a value is a star in a file's name; the matcher takes a backslash before it for that.
        var segments = _template.Fill(unit, v => Escaped(Name(v, unit))).Split('/');
        var literal = segments.TakeWhile(s => !s.AsSpan().ContainsAny('*', '?')).Count();
        var root = string.Join('/', segments[..literal]);
        var found = Below(root.Length > 0 || literal == 0 ? root : "/", segments.AsMemory(literal)).Take(limit + 1).ToList();
        found.Sort(StringComparer.Ordinal);
        return found.Count <= limit ? found : throw new BackfillException(
            FailureCategory.Oversize, $"{Describe(unit)} matches more than {limit} files (caps.pages)");
    }

    private static IEnumerable<string> Below(string folder, ReadOnlyMemory<string> segments)
    {
        var here = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(here))
        {
            return [];
        }

        var first = segments.Span[0];
        var rest = segments[1..];
        if (rest.IsEmpty)
        {
            return Directory.EnumerateFiles(here).Where(f => Matches(first, f)).Select(f => Joined(folder, f));
        }

        // Links to folders are not followed below **: a link to a folder above would never end.
        var folders = Directory.EnumerateDirectories(here);
        return first == "**"
            ? Below(folder, rest).Concat(folders.Where(d => new DirectoryInfo(d).LinkTarget is null).SelectMany(d => Below(Joined(folder, d), segments)))
            : folders.Where(d => Matches(first, d)).SelectMany(d => Below(Joined(folder, d), rest));
    }

    private static string Joined(string folder, string path) => folder.Length == 0 ? Path.GetFileName(path) : Path.Combine(folder, Path.GetFileName(path));

    private static bool Matches(string pattern, string path) =>
        FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path.AsSpan()), ignoreCase: false);

    private static string Escaped(string value) => string.Concat(value.Select(c => c is '*' or '?' or '\\' ? $"\\{c}" : c.ToString()));

    private static string Name(string value, PlanUnit unit) => value is "." or ".." || value.AsSpan().ContainsAny('/', '\\', '\0')
        ? throw new BackfillException(FailureCategory.InvalidData, $"unit {BodyText.Plain(unit.Key)}: its value cannot be part of a file's path")
        : value;
}
