using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>
/// Finds files that are no jobs: chains, sets, gates and what is served. Each is a path, or the name of a file in a folder of its kind beside
/// <c>HOCON/jobs</c>.
/// </summary>
internal static class NamedFile
{
    /// <summary>Finds a file of a kind; null when the text means something else, a job say.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="kind">The key that only this kind has; its folder is called so with an s: <c>chain</c>, <c>HOCON/chains</c>.</param>
    /// <param name="jobsFirst">Whether the name of a job is that job.</param>
    public static string? Find(string text, string kind, bool jobsFirst)
    {
        if (File.Exists(text))
        {
            return Has(text, kind) ? text : null;
        }

        return jobsFirst && Named(text, "jobs") is not null ? null : Named(text, kind + "s");
    }

    /// <summary>Gets the file of a name in a folder beside <c>HOCON/jobs</c>; null when there is none.</summary>
    /// <param name="name">The name, with <c>.conf</c> or without.</param>
    /// <param name="folder">The folder.</param>
    public static string? Named(string name, string folder)
    {
        var file = name.EndsWith(".conf", StringComparison.Ordinal) ? name : name + ".conf";
        return Path.GetFileName(file) != file ? null
            : JobFolders.Default().Select(jobs => Path.Combine(Path.GetDirectoryName(jobs)!, folder, file)).FirstOrDefault(File.Exists);
    }

    private static bool Has(string path, string kind)
    {
        try
        {
            return HoconParser.ParseFile(path, new HoconParseOptions { Environment = Environment.GetEnvironmentVariable }).TryGet(kind) is HoconScalar;
        }
        catch (HoconException)
        {
            // Whoever reads it as a job says what is wrong.
            return false;
        }
    }
}
