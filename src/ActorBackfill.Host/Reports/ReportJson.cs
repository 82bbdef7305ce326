using System.Text.Json;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Summaries;
using ActorBackfill.Host.Triage;

namespace ActorBackfill.Host.Reports;

/// <summary>A report for programs; <c>docs/schemas/report-1.json</c> says what is in it.</summary>
internal static class ReportJson
{
    private static readonly string[] Outcomes = ["done", "empty", "skipped", "failed", "quarantined"];

    /// <summary>Gets the document.</summary>
    public static string Of(RunEvidence evidence) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", evidence.Job);
        Run(json, evidence);
        CountsWriter.Write(json, evidence.Units);
        ThisRun(json, evidence);
        Completeness(json, evidence);
        Failures(json, evidence);
        Changes(json, evidence);
        json.WriteTexts("differences", evidence.Differences);
        json.WriteString("guarantee", "exactly-once");
        json.WriteNumber("seq", evidence.SequenceNr);
        json.WriteString("made", evidence.Made.UtcDateTime);
        json.WriteString("sink", evidence.Sink);
        json.WriteString("journal", evidence.Journal);
        json.WriteString("next", evidence.Next);
    });

    private static void Run(Utf8JsonWriter json, RunEvidence evidence)
    {
        var run = evidence.Run;
        json.WriteStartObject("run");
        json.WriteNumber("number", run.Number);
        json.WriteString("id", run.Id);
        json.WriteString("state", evidence.State);
        json.WriteNumberOrNull("exit", evidence.Own?.Exit);
        json.WriteString("started", run.Started.UtcDateTime);
        json.WritePropertyName("ended");
        if (run.Ended is { } ended)
        {
            json.WriteStringValue(ended.UtcDateTime);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteSeconds("seconds", evidence.Duration);
        json.WriteString("version", evidence.Stamp?.Version);
        json.WriteString("user", evidence.Stamp?.User is { } user ? PlainText.Of(user, 100) : null);
        json.WriteString("host", PlainText.Of(run.Host, 100));
        json.WriteNumber("pid", run.ProcessId);
        json.WriteString("plan", run.Plan);
        json.WriteBoolean("again", run.RunsAgain);
        json.WriteNumberOrNull("resumedFrom", evidence.ResumedFrom);
        json.WriteEndObject();
    }

    private static void ThisRun(Utf8JsonWriter json, RunEvidence evidence)
    {
        json.WriteStartObject("thisRun");
        json.WriteNumber("units", evidence.UnitsInRun);
        for (var i = 0; i < Outcomes.Length; i++)
        {
            json.WriteNumber(Outcomes[i], evidence.Run.Outcomes[i]);
        }

        json.WriteNumber("rows", evidence.Run.Rows);
        json.WriteNumberOrNull("requests", evidence.Own?.Requests);
        json.WriteNumber("retries", evidence.Retries);
        json.WriteNumberOrNull("duplicates", evidence.Own?.Duplicates);
        json.WriteNumberOrNull("rejected", evidence.Own?.Rejected);
        json.WriteNumber("attemptSeconds", evidence.Run.Milliseconds / 1000.0);
        json.WriteEndObject();
    }

    private static void Completeness(Utf8JsonWriter json, RunEvidence evidence)
    {
        var completeness = evidence.Completeness;
        json.WriteStartObject("completeness");
        json.WriteNumber("expected", completeness.Expected);
        json.WriteNumber("actual", completeness.Actual);
        json.WriteNumber("missing", completeness.Missing);
        json.WriteNumber("percent", completeness.Percent);
        json.WriteBoolean("is_complete", completeness.IsComplete);
        json.WriteBoolean("is_production_ready", completeness.IsProductionReady);
        json.WriteEndObject();
    }

    private static void Failures(Utf8JsonWriter json, RunEvidence evidence)
    {
        json.WriteNumber("failureGroups", evidence.GroupCount);
        json.WriteStartArray("failures");
        foreach (var (id, group) in evidence.Failures)
        {
            json.WriteStartObject();
            json.WriteNumberOrNull("group", id);
            CountsWriter.Members(json, group);
            json.WriteBoolean("canRetry", RetryHints.CanHelp(group.Category));
            json.WriteString("hint", RetryHints.Of(group.Category));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Changes(Utf8JsonWriter json, RunEvidence evidence)
    {
        json.WriteObjects("changes", evidence.Changes, change =>
        {
            json.WriteString("at", change.At.UtcDateTime);
            json.WriteString("kind", change.Kind);
            json.WriteString("by", change.By is { } by ? PlainText.Of(by, 200) : null);
            json.WriteString("text", change.Text is { } text ? PlainText.Of(text) : null);
            json.WriteNumberOrNull("units", change.Units);
        });
    }
}
