using System.Text.Json;
using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Writes the statistics of the manager and of its two sources.</summary>
internal static class StatisticsJson
{
    /// <summary>Writes the document's members.</summary>
    public static void Write(Utf8JsonWriter json, JobStatistics statistics, BatchProcessing limits)
    {
        json.WriteNumber("total_jobs", statistics.Total);
        foreach (var status in Enum.GetValues<JobStatus>())
        {
            json.WriteNumber(WireNames.Lower(status) + "_jobs", statistics.Of(status));
        }

        json.WriteNumber("total_items", statistics.Items);
        json.WriteNumber("successful_items", statistics.Successful);
        json.WriteNumber("failed_items", statistics.Failed);
        json.WriteNumber("success_rate_percent", statistics.SuccessRatePercent);
        json.WriteNumber("average_job_time", statistics.AverageJobSeconds);
        json.WriteNumber("max_concurrent_jobs", limits.MaxConcurrentJobs);
        json.WriteNumber("max_concurrent_per_job", limits.MaxConcurrentPerJob);
        Write(json, "api", statistics.Api);
        Write(json, "scraper", statistics.Scraper);
    }

    private static void Write(Utf8JsonWriter json, string name, SourceFigures figures)
    {
        json.WriteStartObject(name);
        json.WriteNumber("units", figures.Units);
        json.WriteNumber("requests", figures.Requests);
        json.WriteNumber("retries", figures.Retries);
        json.WriteNumber("rows", figures.Rows);
        json.WriteEndObject();
    }
}
