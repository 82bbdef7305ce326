using System.Text.Json;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Status;

/// <summary>Writes a status for people and for programs.</summary>
internal static class StatusDocument
{
    /// <summary>Writes the status for people.</summary>
    public static void Write(JobStatus status, Terminal terminal)
    {
        terminal.Line($"{status.Job.Definition.Name}: {status.Word.Replace('-', ' ')}{(status.At is { } at ? $", at {Wording.Instant(at)}" : "")}");
        new FactList()
            .Add("units", CountsWriter.Text(status.Units))
            .Add("again", status.Reopened is > 0 and var again ? [$"{Wording.Count(again, "finished unit")} that a run without resume has not come to; the next run does"] : [])
            .Add("rows", Wording.Number(status.Rows))
            .Add("now", status.Live is { } live ? LiveText.Of(live) : [])
            .Add("last run", status.Run is { } run ? [LastRun(run)] : [])
            .Add("changes", status.Changes.Select(LiveText.Of))
            .Add("holder", status.Holder is { } holder ? [Holder(holder)] : [])
            .Add("failures", CountsWriter.Lines(status.Failures))
            .Add("sink", Wording.FilePath(status.Job.SinkPath, terminal.Directory))
            .Add("journal", Wording.FilePath(status.Job.Paths.Journal, terminal.Directory) + (File.Exists(status.Job.Paths.Journal) ? "" : " (not there yet)"))
            .WriteTo(terminal);
    }

    /// <summary>Gets the status for programs.</summary>
    public static string Json(JobStatus status) => JsonText.Document(json => Write(json, status));

    /// <summary>Gets the status for programs that follow it, on one line.</summary>
    public static string JsonLine(JobStatus status) => JsonText.OneLine(json => Write(json, status));

    private static void Write(Utf8JsonWriter json, JobStatus status)
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", status.Job.Definition.Name);
        json.WriteString("state", status.Word);
        if (status.At is { } at)
        {
            json.WriteString("at", at);
        }

        CountsWriter.Write(json, status.Units);
        json.WriteNumber("rows", status.Rows);
        json.WriteNumber("seq", status.Sequence);
        json.WriteNumber("commits", status.Commits);
        if (status.Reopened is { } reopened)
        {
            json.WriteNumber("reopened", reopened);
        }

        WriteRun(json, status.Run);
        WriteHolder(json, status.Holder);
        if (status.Live is { } live)
        {
            LiveText.Write(json, live);
        }

        LiveText.Write(json, status.Changes);
        CountsWriter.Write(json, status.Failures);
        json.WriteString("sink", status.Job.SinkPath);
        json.WriteString("journal", status.Job.Paths.Journal);
    }

    private static string LastRun(RunLife run)
    {
        var end = run switch
        {
            { End: { } ended } => $", {ended.End.ToString().ToLowerInvariant()} {Wording.Instant(ended.At)}, {Wording.Duration(ended.At - run.Started)}",
            { LastEvent: { } last } => $", last event {Wording.Instant(last)}",
            _ => "",
        };
        return $"{run.Number}, started {Wording.Instant(run.Started)} by process {run.ProcessId} on {PlainText.Of(run.Host, 100)}{end}";
    }

    private static string Holder(HolderInfo holder) =>
        $"process {holder.ProcessId} on {PlainText.Of(holder.Host, 100)} since {Wording.Instant(holder.Since)}";

    /// <summary>Writes the member <c>run</c>: the last run, or null.</summary>
    public static void WriteRun(Utf8JsonWriter json, RunLife? run)
    {
        if (run is null)
        {
            json.WriteNull("run");
            return;
        }

        json.WriteStartObject("run");
        json.WriteNumber("number", run.Number);
        json.WriteString("id", run.Id);
        json.WriteString("started", run.Started);
        json.WriteString("host", run.Host);
        json.WriteNumber("pid", run.ProcessId);
        if (run.End is { } end)
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
