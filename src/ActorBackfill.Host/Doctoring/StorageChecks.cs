using System.Diagnostics;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Doctoring;

/// <summary>Where journal and sink are: the file system, how long a sync takes, the room that is left, the rights.</summary>
internal static class StorageChecks
{
    private const long LittleRoom = 1L << 30;
    private const long NoRoom = 64L << 20;
    private static readonly TimeSpan SlowSync = TimeSpan.FromMilliseconds(50);

    // Locks of these are another machine's business, or nobody's.
    private static readonly string[] Remote = ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "fuse.s3fs", "ceph", "glusterfs"];
    private static readonly string[] Forgetful = ["tmpfs", "ramfs"];

    /// <summary>Looks at one directory.</summary>
    /// <param name="name">What it is for: <c>state</c> or <c>sink</c>.</param>
    /// <param name="wanted">The directory; the nearest one above it that exists is looked at.</param>
    /// <param name="exitCode">What it means when it cannot be used.</param>
    public static IEnumerable<Finding> Directory(string name, string wanted, int exitCode)
    {
        var directory = Existing(wanted);
        if (Sync(directory) is { Problem: { } problem })
        {
            yield return Finding.Problem(name, $"{directory} cannot be written: {problem}", "Give another directory, or its rights to this user.", exitCode);
            yield break;
        }

        yield return FileSystem(name, directory, MountOf(directory));
        yield return SyncTime(name, directory, Sync(directory).Took);
        yield return Room(name, directory, new DriveInfo(directory).AvailableFreeSpace, exitCode);
    }

    /// <summary>Looks at the sink and at the journal's file.</summary>
    public static IEnumerable<Finding> Files(LoadedJob job)
    {
        foreach (var found in job.Sink.Examine(job.Definition.Workers))
        {
            yield return found.IsProblem
                ? Finding.Problem("sink", PlainText.Of(found.Text), found.Help ?? "", ExitCode.SinkUnusable)
                : found.IsWarning ? Finding.Warning("sink", PlainText.Of(found.Text), found.Help ?? "")
                : Finding.Ok("sink", found.Text);
        }

        var journal = JournalFile.Inspect(job.Paths.Journal);
        yield return journal.State is JournalState.Ok or JournalState.Missing
            ? Finding.Ok("journal", journal.Message)
            : Finding.Problem("journal", journal.Message, $"Rebuild it from the sink's ledger: {job.RepairCommand}", ExitCode.JournalUnusable);
    }

    /// <summary>Judges a file system.</summary>
    public static Finding FileSystem(string name, string directory, string? type) => type switch
    {
        null => Finding.Ok(name, $"{directory}: the kind of file system is not known here"),
        _ when Remote.Contains(type, StringComparer.Ordinal) => Finding.Warning(
            name, $"{directory} is on {type}: its locks and syncs may not hold", "Put journal and sink on a local disk; copy the sink when the run has ended."),
        _ when Forgetful.Contains(type, StringComparer.Ordinal) => Finding.Warning(
            name, $"{directory} is on {type}: what is there is gone after a restart of the machine", "Fine for a trial; for anything else take a disk."),
        _ => Finding.Ok(name, $"{directory} is on {type}"),
    };

    private static Finding SyncTime(string name, string directory, TimeSpan took) => took > SlowSync
        ? Finding.Warning(name, $"a sync in {directory} takes {Wording.Duration(took)}", "Every commit waits for one: expect fewer commits a second, each of more units.")
        : Finding.Ok(name, $"a sync in {directory} takes {Wording.Duration(took)}");

    private static Finding Room(string name, string directory, long free, int exitCode) => free switch
    {
        < NoRoom => Finding.Problem(name, $"{free >> 20} MiB are free for {directory}", "Make room: a full disk stops a run.", exitCode),
        < LittleRoom => Finding.Warning(name, $"{free >> 20} MiB are free for {directory}", "Make room before a long run."),
        _ => Finding.Ok(name, $"{free >> 30} GiB are free for {directory}"),
    };

    private static string Existing(string directory)
    {
        var path = Path.GetFullPath(directory);
        while (!System.IO.Directory.Exists(path) && Path.GetDirectoryName(path) is { } above)
        {
            path = above;
        }

        return path;
    }

    private static (TimeSpan Took, string? Problem) Sync(string directory)
    {
        var path = Path.Combine(directory, $".backfill-doctor-{Path.GetRandomFileName()}");
        try
        {
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            file.Write(new byte[4_096]);
            var watch = Stopwatch.StartNew();
            file.Flush(flushToDisk: true);
            return (watch.Elapsed, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (TimeSpan.Zero, e.Message);
        }
    }

    // The longest mount point that the path stands below.
    private static string? MountOf(string directory)
    {
        try
        {
            return File.ReadLines("/proc/self/mounts")
                .Select(line => line.Split(' '))
                .Where(parts => parts.Length > 2 && IsBelow(directory, parts[1].Replace("\\040", " ", StringComparison.Ordinal)))
                .OrderBy(parts => parts[1].Length)
                .LastOrDefault()?[2];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsBelow(string path, string mount) =>
        mount == "/" || path == mount || path.StartsWith(mount + "/", StringComparison.Ordinal);
}
