using System.Text.Json;

namespace ActorBackfill.Host.Reports;

/// <summary>What a run itself wrote when it ended; what only it counted.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Requests">Requests it made.</param>
/// <param name="Retries">Attempts it made again.</param>
/// <param name="Duplicates">Duplicate items it saw.</param>
/// <param name="Rejected">Rows it set aside; 0 in reports of versions that set none aside.</param>
internal sealed record OwnReport(int Exit, double Seconds, long Requests, long Retries, long Duplicates, long Rejected)
{
    /// <summary>Reads it; null when the run was killed before it wrote one.</summary>
    /// <param name="path">The file.</param>
    public static OwnReport? Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var root = document.RootElement;
            return new OwnReport(
                root.GetProperty("exit").GetInt32(), root.GetProperty("seconds").GetDouble(), root.GetProperty("requests").GetInt64(),
                root.GetProperty("retries").GetInt64(), root.GetProperty("duplicates").GetInt64(),
                root.TryGetProperty("rejected", out var rejected) ? rejected.GetInt64() : 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
