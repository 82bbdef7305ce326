using System.Formats.Tar;
using ActorBackfill.Replay.Definitions;

namespace ActorBackfill.Replay.Files;

/// <summary>The files of a resource in order; the members of a <c>.tar</c> or <c>.tar.gz</c> count as files.</summary>
internal static class SourceFiles
{
    /// <summary>Reads the files one after the other.</summary>
    /// <exception cref="ReplayException">One cannot be read, or an archive has no member that is asked for.</exception>
    public static IEnumerable<SourceFile> Read(FilesResource resource) =>
        resource.Files.SelectMany(path => FilePattern.IsArchive(path) ? Members(path, resource.Members) : [new SourceFile(path, DataFile.Read(path))]);

    private static IReadOnlyList<SourceFile> Members(string path, string pattern)
    {
        var members = new List<SourceFile>();
        try
        {
            using var bytes = new MemoryStream(DataFile.Read(path).ToArray(), writable: false);
            using var archive = new TarReader(bytes);
            while (archive.GetNextEntry() is { } entry)
            {
                if (entry.DataStream is { } data && GlobPattern.Matches(pattern, entry.Name))
                {
                    var name = $"{path}/{entry.Name}";
                    members.Add(new SourceFile(name, DataFile.Unpacked(name, Whole(data))));
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            throw new ReplayException($"{path}: not an archive that can be read: {e.Message}", e);
        }

        return members.Count > 0
            ? [.. members.OrderBy(member => member.Name, StringComparer.Ordinal)]
            : throw new ReplayException($"{path}: no member matches {pattern}");
    }

    private static byte[] Whole(Stream data)
    {
        using var whole = new MemoryStream();
        data.CopyTo(whole);
        return whole.ToArray();
    }
}
