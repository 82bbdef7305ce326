using System.CommandLine;
using System.Text.Json;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Explaining;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Changing;

/// <summary><c>backfill changes RUN</c>: who changed what while a run went on; works while it goes on, and writes nothing.</summary>
internal static class ChangesVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("changes", "Show who changed what while a run went on: JOB/3, or JOB for its last one");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction(parse => Show(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static int Show(JobChoice choice, Talk talk)
    {
        var name = RunName.Of(choice, talk.Terminal.Directory);
        var job = LoadedJob.Load(name.Job, talk);
        var changes = RunChanges.Read(job, name);
        if (talk.IsJson)
        {
            talk.Terminal.Line(JsonText.Document(json => Write(json, job, changes)));
        }
        else
        {
            Write(job, changes, talk.Terminal);
        }

        return ExitCode.Complete;
    }

    private static void Write(LoadedJob job, RunChanges changes, Terminal terminal)
    {
        var count = changes.Changes.Length;
        terminal.Line($"{job.Definition.Name}/{changes.Run.Run}, started {Wording.Instant(changes.Run.At)}: {(count == 0 ? "nothing was changed" : Wording.Count(count, "change"))}");
        foreach (var change in changes.Changes)
        {
            var value = change.Value is { } said ? " " + PlainText.Of(said, 100) : "";
            var reason = change.Reason is { Length: > 0 } why ? $": {PlainText.Of(why)}" : "";
            terminal.Line($"  {Wording.Instant(change.At)}  {PlainText.Of(change.Command, 40)}{value} by {PlainText.Of(change.Who, 100)}{reason}");
        }
    }

    private static void Write(Utf8JsonWriter json, LoadedJob job, RunChanges changes)
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", job.Definition.Name);
        json.WriteNumber("run", changes.Run.Run);
        json.WriteString("id", changes.Run.RunId);
        json.WriteString("started", changes.Run.At);
        if (changes.End is { } end)
        {
            json.WriteString("ended", end.At);
        }
        else
        {
            json.WriteNull("ended");
        }

        json.WriteObjects("changes", changes.Changes, change =>
        {
            json.WriteNumber("seq", change.Sequence);
            json.WriteString("at", change.At);
            json.WriteString("who", change.Who);
            json.WriteString("command", change.Command);
            json.WriteString("value", change.Value);
            json.WriteString("reason", change.Reason);
        });
    }
}
