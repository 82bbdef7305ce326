using System.Text.Json;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.Planning;

/// <summary>What earlier runs of a job have measured.</summary>
/// <param name="Units">Settled units whose time is known.</param>
/// <param name="SecondsPerUnit">The mean time of their attempts, waiting for the limit included.</param>
/// <param name="Requests">Requests of the runs whose report is there; 0 when none is.</param>
/// <param name="RequestedUnits">The units of these runs.</param>
internal sealed record PlanHistory(long Units, double SecondsPerUnit, long Requests, long RequestedUnits)
{
    /// <summary>Gets the units that were measured: ordinal, and milliseconds of the last attempt. The newest time of each.</summary>
    public IReadOnlyList<(long Ordinal, int Milliseconds)> Measured { get; init; } = [];

    // What is older says little about today's source.
    private const int LastEvents = 500;
    private const int LastRuns = 20;

    /// <summary>Gets the requests a unit took; null when no report says.</summary>
    public double? RequestsPerUnit => RequestedUnits > 0 ? (double)Requests / RequestedUnits : null;

    /// <summary>Reads the newest events of the journal and the newest reports.</summary>
    /// <param name="job">The job.</param>
    /// <param name="run">Number of its last run.</param>
    public static PlanHistory Of(LoadedJob job, int run)
    {
        var measured = new Dictionary<long, int>();
        using (var tail = JournalTail.Open(job))
        {
            var last = tail?.Last() ?? 0;
            foreach (var settled in tail?.Events(Math.Max(0, last - LastEvents), last).Select(e => e.Event).OfType<UnitsSettled>() ?? [])
            {
                foreach (var unit in settled.Unpack())
                {
                    measured[unit.Ordinal] = unit.Milliseconds;
                }
            }
        }

        var reports = Enumerable.Range(Math.Max(1, run - LastRuns + 1), Math.Min(run, LastRuns)).Select(n => Report(Path.Combine(job.Paths.Run(n), "report.json"))).ToList();
        var milliseconds = measured.Sum(m => (long)m.Value);
        return new PlanHistory(measured.Count, measured.Count == 0 ? 0 : milliseconds / 1000.0 / measured.Count, reports.Sum(r => r.Requests), reports.Sum(r => r.Units))
        {
            Measured = [.. measured.Select(m => (m.Key, m.Value))],
        };
    }

    // A report that is missing or cannot be read only makes the estimate poorer.
    private static (long Requests, long Units) Report(string path)
    {
        try
        {
            using var report = JsonDocument.Parse(File.ReadAllBytes(path));
            return (report.RootElement.GetProperty("requests").GetInt64(), report.RootElement.GetProperty("unitsThisRun").GetInt64());
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or UnauthorizedAccessException)
        {
            return (0, 0);
        }
    }
}
