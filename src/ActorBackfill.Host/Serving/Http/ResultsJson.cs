using System.Text.Json;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Serving.Stages;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Writes what the sources had for each item of a job, and what went wrong.</summary>
internal static class ResultsJson
{
    /// <summary>Writes the document's members.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="job">The job.</param>
    /// <param name="book">Its items.</param>
    /// <param name="first">How many items are passed over.</param>
    /// <param name="most">How many are written.</param>
    public static void Write(Utf8JsonWriter json, SubmittedJob job, ItemBook book, int first, int most)
    {
        var items = book.Items.Skip(first).Take(most).ToList();
        var rows = book.Stages.ToDictionary(stage => stage.Stage.Name, stage => RowsOf(stage, items), StringComparer.Ordinal);
        json.WriteString("job_id", job.Id);
        json.WriteString("status", WireNames.Lower(job.Status));
        json.WriteString("message", job.Message);
        json.WriteNumber("total_items", job.Items);
        JobJson.Write(json, job.Figures ?? book.Figures(SourceFigures.None, SourceFigures.None));
        JobJson.Write(json, book.Sources);
        json.WriteNumber("offset", first);
        json.WriteStartArray("results");
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("identifier", item.Identifier);
            json.WriteString("status", WireNames.Lower(item.State));
            json.WriteStartObject("data");
            foreach (var part in item.Parts)
            {
                Write(json, part, rows[StageRun.NameOf(part.Type)]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteErrors(json, items);
        json.WriteString("next", first + items.Count < job.Items ? $"/api/v1/jobs/{job.Id}/results?offset={first + items.Count}&limit={most}" : null);
    }

    private static SinkRows RowsOf(StageEvidence stage, IEnumerable<ItemEvidence> items) => SinkRows.Read(
        stage.Job, [.. items.SelectMany(i => i.Parts).Where(p => p.IsDone && p.Type == stage.Stage.Type).Select(p => p.Unit)]);

    // What was not there, or failed, is null.
    private static void Write(Utf8JsonWriter json, PartEvidence part, SinkRows rows)
    {
        json.WritePropertyName(StageRun.NameOf(part.Type));
        if (part.IsDone)
        {
            rows.Write(json, part.Unit);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteErrors(Utf8JsonWriter json, IEnumerable<ItemEvidence> items)
    {
        json.WriteStartArray("errors");
        foreach (var item in items)
        {
            foreach (var (source, category, message) in item.Errors)
            {
                json.WriteStartObject();
                json.WriteString("identifier", item.Identifier);
                json.WriteString("source", source);
                json.WriteString("category", category);
                json.WriteString("message", Consoles.PlainText.Of(message, 1_000));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}
