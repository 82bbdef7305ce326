using System.Collections.Immutable;
using System.Text.Json;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Writes submitted jobs.</summary>
internal static class JobJson
{
    /// <summary>Writes the members of a job.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="job">The job.</param>
    /// <param name="figures">Its figures as far as they are known.</param>
    public static void Write(Utf8JsonWriter json, SubmittedJob job, JobFigures? figures)
    {
        json.WriteString("job_id", job.Id);
        json.WriteString("status", WireNames.Lower(job.Status));
        json.WriteBoolean("cancelling", job.IsCancelling);
        json.WriteBoolean("stopping", job.IsStopping);
        Time(json, "paused_since", job.PausedSince);
        json.WriteNumberOrNull("workers", job.Workers);
        json.WriteString("rate", job.PerSecond is { } rate ? JobChanges.Rate(rate) : null);
        json.WriteString("job_type", WireNames.Upper(job.Request.JobType));
        json.WriteString("search_type", job.Request.SearchType);
        json.WriteString("processing_mode", WireNames.Upper(job.Request.ProcessingMode));
        json.WriteString("priority", WireNames.Upper(job.Request.Priority));
        Write(json, job.Request.Parameters);
        json.WriteNumber("total_items", job.Items);
        Time(json, "submitted_at", job.SubmittedAt);
        Time(json, "started_at", job.StartedAt);
        Time(json, "ended_at", job.EndedAt);
        json.WriteString("message", job.Message);
        if (figures is not null)
        {
            Write(json, figures);
        }
    }

    /// <summary>Writes <c>changes [ ... ]</c>: the last commands, and who gave them.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<JobChanged> changes)
    {
        json.WriteObjects("changes", changes, changed =>
        {
            Time(json, "at", changed.At);
            json.WriteString("who", PlainText.Of(changed.Who));
            json.WriteString("command", JobChanges.Verb(changed.Change));
            json.WriteString("value", JobChanges.Value(changed.Change));
            json.WriteString("reason", changed.Change is RetryJob retry ? PlainText.Of(retry.Reason) : null);
        });
    }

    /// <summary>Writes an instant in UTC with milliseconds, or null.</summary>
    public static void Time(Utf8JsonWriter json, string name, DateTimeOffset? at) =>
        json.WriteString(name, at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Writes <c>progress { ... }</c>.</summary>
    public static void Write(Utf8JsonWriter json, JobFigures figures)
    {
        json.WriteStartObject("progress");
        json.WriteNumber("progress", Math.Round(figures.Progress, 1));
        json.WriteNumber("completed_items", figures.Completed);
        json.WriteNumber("total_items", figures.Total);
        json.WriteNumber("successful_items", figures.Successful);
        json.WriteNumber("failed_items", figures.Failed);
        json.WriteString("text", figures.Text);
        json.WriteEndObject();
    }

    /// <summary>Writes <c>sources [ ... ]</c>: how far each kind of data is.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<SourceProgress> sources)
    {
        json.WriteObjects("sources", sources, source =>
        {
            json.WriteString("source", source.Name);
            json.WriteString("state", WireNames.Lower(source.State));
            json.WriteNumber("units", source.Units);
            json.WriteNumber("done", source.Done);
            json.WriteNumber("empty", source.Empty);
            json.WriteNumber("failed", source.Failed);
        });
    }

    private static void Write(Utf8JsonWriter json, JobParameters parameters)
    {
        json.WriteStartObject("parameters");
        json.WriteBoolean("comprehensive", parameters.Comprehensive);
        json.WriteBoolean("enable_scraping", parameters.EnableScraping);
        json.WriteBoolean("collect_tax_data", parameters.CollectTaxData);
        json.WriteBoolean("collect_sales_data", parameters.CollectSalesData);
        json.WriteBoolean("collect_documents", parameters.CollectDocuments);
        json.WriteEndObject();
    }
}
