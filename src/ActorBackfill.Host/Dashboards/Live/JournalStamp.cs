using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Dashboards.Live;

/// <summary>Changes whenever somebody writes a journal, or begins or ends to hold it.</summary>
/// <param name="Journal">Of its file.</param>
/// <param name="Log">Of its log (<c>-wal</c>).</param>
/// <param name="Control">Of the run's socket.</param>
internal readonly record struct JournalStamp((long Bytes, DateTime At) Journal, (long Bytes, DateTime At) Log, DateTime Control)
{
    /// <summary>Gets the stamp of now.</summary>
    /// <param name="paths">Whose journal.</param>
    public static JournalStamp Of(JobPaths paths) =>
        new(Of(paths.Journal), Of(paths.Journal + "-wal"), File.GetLastWriteTimeUtc(paths.ControlSocket));

    private static (long Bytes, DateTime At) Of(string path) => new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : default;
}
