using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorBackfill.Dashboard.Web;

namespace ActorBackfill.Dashboard.Live;

/// <summary>Writes what followers are sent, one line of JSON: the figures, and the regions that are newer than what the client has.</summary>
internal static class FeedJson
{
    // It stands in no page: HTML in it need not be escaped a second time.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the line.</summary>
    /// <param name="state">What there is.</param>
    /// <param name="regions">What the client shows.</param>
    /// <param name="seen">The last event that it has seen, 0 for none.</param>
    public static ReadOnlyMemory<byte> Write(FeedState state, IEnumerable<LiveRegion> regions, long seen)
    {
        var job = state.Job!;
        var line = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteNumber("id", state.Id);
            json.WriteNumber("seq", job.Sequence);
            json.WriteString("job", job.Job);
            json.WriteString("state", job.State);
            json.WriteString("icon", StateShapes.KindOf(job.State));
            json.WriteString("percent", Figures.Percent(job.Percent));
            WriteUnits(json, job);
            json.WriteNumber("rows", job.Rows);
            json.WriteString("stale", job.Stale);
            json.WriteStartObject("regions");
            foreach (var region in regions)
            {
                if (state.Regions.TryGetValue(region.Name, out var drawn) && drawn.Since > seen)
                {
                    json.WriteString(region.Name, drawn.Html);
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return line.WrittenMemory;
    }

    /// <summary>Gets the line about a job that cannot be read now.</summary>
    /// <param name="trouble">What is wrong.</param>
    public static ReadOnlyMemory<byte> Write(string trouble)
    {
        var line = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            json.WriteString("text", trouble);
            json.WriteEndObject();
        }

        return line.WrittenMemory;
    }

    private static void WriteUnits(Utf8JsonWriter json, LiveJob job)
    {
        json.WriteStartObject("units");
        json.WriteNumber("total", job.Units.Total);
        json.WriteNumber("done", job.Units.Done);
        json.WriteNumber("empty", job.Units.Empty);
        json.WriteNumber("skipped", job.Units.Skipped);
        json.WriteNumber("failed", job.Units.Failed);
        json.WriteNumber("quarantined", job.Units.Quarantined);
        json.WriteNumber("open", job.Units.Open);
        json.WriteEndObject();
    }
}
