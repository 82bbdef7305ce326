using System.Collections.Immutable;

namespace ActorBackfill.Hocon;

/// <summary>The one folder that includes may read from: a job file must not be able to show <c>/etc/shadow</c> in an error message.</summary>
internal sealed class HoconIncludeFolder(string root)
{
    private static readonly string[] KnownExtensions = [".json", ".conf"];

    internal string Root { get; } = RealPath(Path.GetFullPath(root));

    /// <summary>Follows symbolic links in every part of a path; parts that do not exist stay as they are.</summary>
    internal static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path) ?? "/";
        var rest = new Stack<string>(path[real.Length..].Split(Path.DirectorySeparatorChar).Reverse());
        var links = 0;
        while (rest.TryPop(out var part))
        {
            if (part is "" or ".")
                continue;
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target || ++links > 40)
            {
                real = next;
                continue;
            }

            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(target) ?? "/";
            foreach (var linked in target.Split(Path.DirectorySeparatorChar).Reverse())
                rest.Push(linked);
        }

        return real;
    }

    /// <summary>Finds the files an include names; a name without extension also stands for its .json and .conf files, in that order.</summary>
    internal ImmutableArray<(string Path, string Shown)> Find(string name, HoconOrigin from, out string? problem)
    {
        problem = Refuse(name);
        if (problem is not null)
            return [];
        var found = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var candidate in Candidates(name))
        {
            var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(from.Path) ?? Root, candidate));
            if (!IsInside(RealPath(path)))
            {
                problem = $"outside the folder {Root}";
                return [];
            }

            if (File.Exists(path))
                found.Add((path, Path.Combine(Path.GetDirectoryName(from.Shown) ?? "", candidate)));
        }

        return found.ToImmutable();
    }

    private static string? Refuse(string name)
    {
        if (name.Length == 0)
            return "the name is empty";
        if (name.Contains('\0', StringComparison.Ordinal))
            return "the name holds a null character";
        return name.Contains("://", StringComparison.Ordinal) || name.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            ? "addresses cannot be included, only files"
            : null;
    }

    private static IEnumerable<string> Candidates(string name) =>
        Path.HasExtension(name) ? [name] : [name, .. KnownExtensions.Select(extension => name + extension)];

    private bool IsInside(string path) =>
        path.StartsWith(Root.EndsWith(Path.DirectorySeparatorChar) ? Root : Root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
