using System.Text.Json;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Explaining;

/// <summary>What the report of a run that has ended says beyond the journal.</summary>
/// <param name="Workers">Workers at its end; null when the report does not say.</param>
/// <param name="Requests">Requests it made; null when the report does not say.</param>
/// <param name="Waits">Where its time went; null when the report does not say.</param>
internal sealed record SavedReport(int? Workers, long? Requests, Waits? Waits)
{
    // A report is a few kilobytes; failures of 200 kinds make it some more.
    private const long MostBytes = 16 << 20;

    /// <summary>Reads the report of a run; null when it has none that can be read: it was killed, or somebody removed it.</summary>
    /// <param name="paths">The job's.</param>
    /// <param name="run">The run's number.</param>
    public static SavedReport? Read(JobPaths paths, int run)
    {
        try
        {
            var file = new FileInfo(Path.Combine(paths.Run(run), "report.json"));
            if (!file.Exists || file.Length > MostBytes)
            {
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            var root = document.RootElement;
            return new SavedReport(
                root.TryGetProperty("workers", out var workers) && workers.TryGetInt32(out var count) && count > 0 ? count : null,
                root.TryGetProperty("requests", out var requests) && requests.TryGetInt64(out var made) ? made : null,
                WaitsWriter.Read(root));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // The same as none: what it said cannot be known.
            return null;
        }
    }
}
