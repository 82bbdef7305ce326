using System.Collections.Immutable;

namespace ActorBackfill.Host.JobFiles;

/// <summary>Where a job is looked up by its name: <c>HOCON/jobs</c> below the current folder, then beside the program.</summary>
public static class JobFolders
{
    // From src/X/bin/Release/net10.0 up to the root of a checkout, with one level to spare.
    private const int MaxLevelsUp = 6;

    /// <summary>Gets the folders that exist, the first to be searched first.</summary>
    public static ImmutableArray<string> Default() =>
        [.. new[] { InFolder(Directory.GetCurrentDirectory()), BesideProgram() }.OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? BesideProgram()
    {
        var folder = AppContext.BaseDirectory;
        for (var level = 0; level <= MaxLevelsUp && folder is not null; level++)
        {
            if (InFolder(folder) is { } found)
            {
                return found;
            }

            folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder));
        }

        return null;
    }

    private static string? InFolder(string folder) =>
        Path.Combine(folder, "HOCON", "jobs") is var jobs && Directory.Exists(jobs) ? jobs : null;
}
