using System.Globalization;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Repairing;

/// <summary>A journal that makes room for a new one. Nothing of it is deleted.</summary>
internal static class OldJournal
{
    // A database is up to three files; SQLite finds the others by the first one's name.
    private static readonly string[] Suffixes = ["", "-wal", "-shm"];

    /// <summary>Renames journal and snapshots to the first <c>.broken-N</c> that is free.</summary>
    /// <returns>The new names.</returns>
    public static IReadOnlyList<string> MoveAside(JobPaths paths)
    {
        var number = 1;
        while (Files(paths).Any(file => Path.Exists(Aside(file.Database, number) + file.Suffix)))
        {
            number++;
        }

        var moved = new List<string>();
        foreach (var (database, suffix) in Files(paths).Where(file => File.Exists(file.Database + file.Suffix)))
        {
            File.Move(database + suffix, Aside(database, number) + suffix);
            moved.Add(Aside(database, number) + suffix);
        }

        return moved;
    }

    /// <summary>Gets the number of the last run that left a directory, 0 when none did.</summary>
    public static int LastRun(JobPaths paths)
    {
        var runs = Path.Combine(paths.Directory, "runs");
        return Directory.Exists(runs)
            ? Directory.EnumerateDirectories(runs)
                .Select(run => int.TryParse(Path.GetFileName(run), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .DefaultIfEmpty(0)
                .Max()
            : 0;
    }

    private static IEnumerable<(string Database, string Suffix)> Files(JobPaths paths) =>
        from database in (string[])[paths.Journal, paths.Snapshots] from suffix in Suffixes select (database, suffix);

    private static string Aside(string database, int number) => string.Create(CultureInfo.InvariantCulture, $"{database}.broken-{number}");
}
