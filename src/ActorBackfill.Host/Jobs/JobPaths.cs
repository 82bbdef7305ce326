using System.Security.Cryptography;
using System.Text;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.Jobs;

/// <summary>Where a job's journal and reports are. Nothing is created here.</summary>
/// <param name="Directory">The job's directory, absolute.</param>
public sealed record JobPaths(string Directory)
{
    /// <summary>Gets the journal's file.</summary>
    public string Journal => Path.Combine(Directory, "journal.db");

    /// <summary>Gets the snapshots' file; its own, because the journal has one writer.</summary>
    public string Snapshots => Path.Combine(Directory, "snapshots.db");

    /// <summary>Gets the read model's file: lists, groups and pages read it; rebuilt from the journal whenever it is missing.</summary>
    public string ReadModel => Path.Combine(Directory, "state.db");

    /// <summary>Gets the lock that one process holds while it writes the journal.</summary>
    public string Lock => Path.Combine(Directory, "journal.lock");

    /// <summary>Gets the file that remembers the units in flight beyond the death of the process.</summary>
    public string InFlight => Path.Combine(Directory, "in-flight");

    /// <summary>Gets the socket that a run of the job listens at.</summary>
    public string ControlSocket => Path.Combine(Directory, "control.sock");

    /// <summary>Gets the file of a list of entities.</summary>
    /// <param name="dimension">The dimension's name, which is fit for a file's.</param>
    public string List(string dimension) => Path.Combine(Directory, "lists", dimension + ".ndjson");

    /// <summary>Gets the paths of a job.</summary>
    /// <param name="state">The state directory.</param>
    /// <param name="job">The job; one with identity keys gets <c>name~</c> and 8 digits of its identity's hash.</param>
    /// <param name="directory">Where relative paths start.</param>
    public static JobPaths Of(string state, JobDefinition job, string directory) =>
        new(Path.Combine(Path.GetFullPath(state, directory), job.Identity.IsEmpty ? job.Name : $"{job.Name}~{Hash(job.IdentityText)}"));

    /// <summary>Gets the directory of a run's report and log.</summary>
    /// <param name="run">The run's number, from 1.</param>
    public string Run(int run) => Path.Combine(Directory, "runs", run.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Makes a directory that only its owner can read: reports quote data.</summary>
    /// <param name="path">The directory; its parents are made too.</param>
    public static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
