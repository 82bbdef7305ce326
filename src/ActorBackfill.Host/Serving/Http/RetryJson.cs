using System.Collections.Immutable;
using System.Text.Json;
using ActorBackfill.Dashboard.Pages.Units;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Triage;

namespace ActorBackfill.Host.Serving.Http;

/// <summary>Writes what failed of a job, and what a retry opens of it.</summary>
internal static class RetryJson
{
    /// <summary>Writes failure groups source by source.</summary>
    public static void Write(Utf8JsonWriter json, SubmittedJob job, IEnumerable<(string Source, IReadOnlyList<TriageGroup> Groups)> sources)
    {
        json.WriteString("job_id", job.Id);
        json.WriteObjects("groups", sources.SelectMany(s => s.Groups.Select(g => (s.Source, Group: g))), failed =>
        {
            var group = failed.Group;
            json.WriteString("source", failed.Source);
            json.WriteNumber("group", group.Id);
            json.WriteString("category", group.Category);
            json.WriteString("text", PlainText.Of(group.Cause, 300));
            json.WriteNumber("count", group.Count);
            json.WriteNumber("quarantined", group.Quarantined);
            JobJson.Time(json, "first", group.First);
            JobJson.Time(json, "last", group.Last);
            json.WriteString("sample", PlainText.Of(group.Sample));
            json.WriteString("sample_text", PlainText.Of(group.SampleText, 1_000));
            json.WriteBoolean("can_retry", RetryHints.CanHelp(group.Category));
            json.WriteString("hint", RetryHints.Of(group.Category));
        });
    }

    /// <summary>Writes a preview.</summary>
    public static void Write(Utf8JsonWriter json, SubmittedJob job, ImmutableArray<RetryPart> parts)
    {
        json.WriteString("job_id", job.Id);
        json.WriteNumber("count", parts.Sum(p => p.Preview.Count));
        json.WriteObjects("sources", parts, part =>
        {
            json.WriteString("source", part.Stage.Stage.Name);
            json.WriteNumber("count", part.Preview.Count);
            json.WriteStartObject("by_state");
            foreach (var (state, units) in part.Preview.ByState.IsDefault ? [] : part.Preview.ByState)
            {
                json.WriteNumber(state, units);
            }

            json.WriteEndObject();
            json.WriteTexts("sample", part.Preview.First.Select(key => PlainText.Of(key)));
            json.WriteTexts("hints", part.Preview.Hints);
            json.WriteNumber("left_in_quarantine", part.Preview.LeftInQuarantine);
        });
    }

    /// <summary>Writes what became of a retry.</summary>
    public static void Write(Utf8JsonWriter json, SubmittedJob job, long confirmed, ImmutableArray<(string Source, RetryOutcome Outcome)> opened)
    {
        var units = opened.Sum(o => o.Outcome.Opened);
        json.WriteString("job_id", job.Id);
        json.WriteString("status", WireNames.Lower(job.Status));
        json.WriteNumber("opened", units);
        json.WriteNumber("skipped", Math.Max(0, confirmed - units));
        json.WriteNumber("dealt", opened.Sum(o => o.Outcome.Dealt));
        json.WriteObjects("sources", opened, part =>
        {
            json.WriteString("source", part.Source);
            json.WriteNumber("opened", part.Outcome.Opened);
            json.WriteBoolean("done", part.Outcome.IsDone);
            json.WriteString("message", part.Outcome.Message);
        });
    }
}
