using System.Text.Json;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Status;

/// <summary>Writes a status for people and for programs.</summary>
internal static class StatusDocument
{
    /// <summary>Writes the status for people.</summary>
    public static void Write(JobStatus status, Terminal terminal)
    {
        var journal = status.Journal;
        terminal.Line($"{status.Job.Definition.Name}: {status.Word.Replace('-', ' ')}");
        new FactList()
            .Add("units", CountsWriter.Text(status.Units))
            .Add("rows", Wording.Number(journal.State.Rows))
            .Add("last run", journal.LastRun is null ? [] : [LastRun(journal)])
            .Add("holder", status.Holder is { } holder ? [Holder(holder)] : [])
            .Add("failures", CountsWriter.Lines(status.Failures))
            .Add("sink", Wording.FilePath(status.Job.SinkPath, terminal.Directory))
            .Add("journal", Wording.FilePath(status.Job.Paths.Journal, terminal.Directory) + (File.Exists(status.Job.Paths.Journal) ? "" : " (not there yet)"))
            .WriteTo(terminal);
    }

    /// <summary>Gets the status for programs.</summary>
    public static string Json(JobStatus status) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", status.Job.Definition.Name);
        json.WriteString("state", status.Word);
        CountsWriter.Write(json, status.Units);
        json.WriteNumber("rows", status.Journal.State.Rows);
        json.WriteNumber("seq", status.Journal.SequenceNr);
        json.WriteNumber("commits", status.Journal.State.N);
        WriteRun(json, status.Journal);
        WriteHolder(json, status.Holder);
        CountsWriter.Write(json, status.Failures);
        json.WriteString("sink", status.Job.SinkPath);
        json.WriteString("journal", status.Job.Paths.Journal);
    });

    private static string LastRun(JournalView journal)
    {
        var run = journal.LastRun!;
        var end = journal.LastEnd is { } ended
            ? $", {ended.End.ToString().ToLowerInvariant()} {Wording.Instant(ended.At)}, {Wording.Duration(ended.At - run.At)}"
            : $", last event {Wording.Instant(journal.State.At)}";
        return $"{run.Run}, started {Wording.Instant(run.At)} by process {run.ProcessId} on {PlainText.Of(run.Host, 100)}{end}";
    }

    private static string Holder(HolderInfo holder) =>
        $"process {holder.ProcessId} on {PlainText.Of(holder.Host, 100)} since {Wording.Instant(holder.Since)}";

    private static void WriteRun(Utf8JsonWriter json, JournalView journal)
    {
        if (journal.LastRun is not { } run)
        {
            json.WriteNull("run");
            return;
        }

        json.WriteStartObject("run");
        json.WriteNumber("number", run.Run);
        json.WriteString("id", run.RunId);
        json.WriteString("started", run.At);
        json.WriteString("host", run.Host);
        json.WriteNumber("pid", run.ProcessId);
        if (journal.LastEnd is { } end)
        {
            json.WriteString("ended", end.At);
            json.WriteString("end", JsonNamingPolicy.KebabCaseLower.ConvertName(end.End.ToString()));
        }

        json.WriteEndObject();
    }

    private static void WriteHolder(Utf8JsonWriter json, HolderInfo? holder)
    {
        if (holder is null)
        {
            json.WriteNull("holder");
            return;
        }

        json.WriteStartObject("holder");
        json.WriteNumber("pid", holder.ProcessId);
        json.WriteString("host", holder.Host);
        json.WriteString("since", holder.Since);
        json.WriteEndObject();
    }
}
