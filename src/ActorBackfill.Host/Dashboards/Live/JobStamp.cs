using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>Changes whenever somebody writes a job's journal or file, or begins or ends to hold it.</summary>
/// <param name="Journal">Of the journal.</param>
/// <param name="Log">Of its log (<c>-wal</c>).</param>
/// <param name="Control">Of the run's socket.</param>
/// <param name="File">Of the job file.</param>
internal readonly record struct JobStamp((long Bytes, DateTime At) Journal, (long Bytes, DateTime At) Log, DateTime Control, (long Bytes, DateTime At) File)
{
    /// <summary>Gets the stamp of now.</summary>
    /// <param name="job">The job.</param>
    public static JobStamp Of(LoadedJob job) => new(
        Of(job.Paths.Journal), Of(job.Paths.Journal + "-wal"), System.IO.File.GetLastWriteTimeUtc(job.Paths.ControlSocket), Of(job.File.Path));

    private static (long Bytes, DateTime At) Of(string path) => new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : default;
}
