using System.Text.Json;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Summaries;
using ActorBackfill.Host.Telling;

namespace ActorBackfill.Host.Running;

/// <summary>Writes the end of a run for programs; the report's file holds the same.</summary>
internal static class RunJson
{
    /// <summary>Gets the document.</summary>
    public static string Of(RunReport report) => JsonText.Document(json => Write(json, report));

    /// <summary>Gets it on one line, the last of those that tell of a run (<c>--progress json</c>).</summary>
    public static string Line(RunReport report, DateTimeOffset at) => JsonText.OneLine(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("type", "result");
        json.WriteNumber("seq", report.Progress.Sequence);
        json.WriteString("at", at);
        Members(json, report);
    });

    private static void Write(Utf8JsonWriter json, RunReport report)
    {
        json.WriteNumber("v", 1);
        Members(json, report);
    }

    private static void Members(Utf8JsonWriter json, RunReport report)
    {
        var progress = report.Progress;
        json.WriteString("job", report.Job);
        json.WriteNumber("run", progress.Run);
        json.WriteString("runId", report.RunId);
        json.WriteString("end", JsonNamingPolicy.KebabCaseLower.ConvertName(report.Result.End.ToString()));
        json.WriteNumber("exit", report.ExitCode);
        CountsWriter.Write(json, progress.Units);
        json.WriteNumber("unitsThisRun", progress.UnitsThisRun);
        json.WriteNumber("rows", progress.Rows);
        WriteTables(json, progress);
        TotalCounts.Write(json, report.Totals, progress);
        json.WriteSeconds("seconds", report.Elapsed);
        json.WriteNumber("unitsPerSecond", Math.Round(report.Rate, 3));
        json.WriteNumber("requests", progress.Requests);
        json.WriteNumber("retries", progress.Retries);
        json.WriteNumber("duplicates", progress.Duplicates);
        json.WriteNumber("rejected", progress.Rejected);
        json.WriteNumber("workers", progress.Workers);
        json.WriteNumber("lostSlots", progress.LostSlots);
        json.WriteNumber("notReady", progress.NotReady);
        json.WriteString("heldBy", progress.HeldBy is { } held ? PlainText.Of(held, 1_000) : null);
        WaitsWriter.Write(json, progress.Waits);
        CountsWriter.Write(json, progress.Failures);
        WriteFailed(json, progress);
        CountsWriter.Write(json, progress.Warnings, "warnings");
        json.WriteString("message", report.Result.Message is { } message ? PlainText.Of(message, 1_000) : null);
        LiveText.Write(json, LiveChange.Of(progress.Control));
        json.WriteTexts("notes", report.Result.Notes.Select(note => PlainText.Of(note)));
        json.WriteString("sink", report.Sink);
        json.WriteString("journal", report.Journal);
        json.WriteString("report", report.ReportFile);
        json.WriteString("next", report.Next);
    }

    private static void WriteTables(Utf8JsonWriter json, RunProgress progress)
    {
        json.WriteStartObject("tables");
        foreach (var (table, rows) in progress.Tables)
        {
            json.WriteNumber(table, rows);
        }

        json.WriteEndObject();
    }

    private static void WriteFailed(Utf8JsonWriter json, RunProgress progress)
    {
        json.WriteObjects("failedUnits", progress.FailedUnits, unit =>
        {
            json.WriteString("unit", unit.Key);
            json.WriteString("category", unit.Category);
            json.WriteString("text", PlainText.Of(unit.Text, 1_000));
        });
    }
}
