using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Finds the file of a JOB: a path, or the name of a file in one of the folders of jobs.</summary>
internal static class JobFinder
{
    private const string Extension = ".conf";

    /// <summary>Gets the path of the job's file, below the current folder as a relative one.</summary>
    /// <param name="job">As typed.</param>
    /// <param name="folders">Where names are looked up.</param>
    /// <exception cref="HoconException">There is no such job.</exception>
    public static string Find(string job, IReadOnlyList<string> folders)
    {
        if (File.Exists(job) || job.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            return job;
        }

        var name = job.EndsWith(Extension, StringComparison.Ordinal) ? job[..^Extension.Length] : job;
        if (JobNames.IsVerb(name))
        {
            throw NoSuchJob(job, "is a verb of the command line; a job of that name is given by its path");
        }

        var known = Files(folders).ToList();
        return known.Find(file => Path.GetFileNameWithoutExtension(file) == name) is { } found
            ? Shown(found)
            : throw NoSuchJob(job, Explain(name, [.. known.Select(file => Path.GetFileNameWithoutExtension(file)).Distinct()]));
    }

    /// <summary>Gets the names of all jobs in folders, in order.</summary>
    /// <param name="folders">Where names are looked up.</param>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> folders) =>
        [.. Files(folders).Select(file => Path.GetFileNameWithoutExtension(file)).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Files(IReadOnlyList<string> folders) => folders.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal));

    private static string Explain(string name, List<string> known) => known.Count == 0
        ? "no such file, and no folder HOCON/jobs with a job of that name"
        : $"no such file, and no job of that name; there are {string.Join(", ", known)}{HoconSuggestion.Hint(name, known)}";

    private static HoconException NoSuchJob(string job, string message) => new([new HoconError(new HoconPosition(job, 0, 0), "", message)]);

    private static string Shown(string file) =>
        Path.GetRelativePath(Directory.GetCurrentDirectory(), file) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : file;
}
