using System.CommandLine;
using System.Text.Json;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Controlling;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.Explaining;

/// <summary><c>backfill waits RUN</c>: where the time of a run went, from the run itself while it goes on, else from its report.</summary>
internal static class WaitsVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("waits", "Show where the time of a run goes, or went; JOB may name a run: JOB/3");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction((parse, _) => ShowAsync(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static async Task<int> ShowAsync(JobChoice choice, Talk talk)
    {
        var name = RunName.Of(choice, talk.Terminal.Directory);
        var job = LoadedJob.Load(name.Job, talk);
        var last = JournalReader.Read(job).State.Run;
        var number = name.Number ?? last;
        if (number == last && await LiveRun.AskAsync(job, new WaitsQuery(), talk) is { } live)
        {
            Write(job, number, live.Result is { } result ? WaitsWriter.Read(result) : null, isLive: true, talk);
            return ExitCode.Complete;
        }

        if (number < 1 || number > last)
        {
            throw name.Missing(job, last);
        }

        Write(job, number, SavedReport.Read(job.Paths, number)?.Waits, isLive: false, talk);
        return ExitCode.Complete;
    }

    private static void Write(LoadedJob job, int run, Waits? waits, bool isLive, Talk talk)
    {
        if (waits is null)
        {
            throw new CommandException(
                ExitCode.Usage, "no-waits", $"run {job.Definition.Name}/{run} left no report: it was killed, or the report was removed", null);
        }

        if (talk.IsJson)
        {
            talk.Terminal.Line(JsonText.Document(json => WriteJson(json, job, run, waits, isLive)));
            return;
        }

        var total = Wording.Duration(TimeSpan.FromSeconds(waits.Total));
        talk.Terminal.Line($"{job.Definition.Name}/{run}: {total} of its workers{(isLive ? " so far" : "")}");
        foreach (var line in WaitsWriter.Lines(waits))
        {
            talk.Terminal.Line("  " + line);
        }
    }

    private static void WriteJson(Utf8JsonWriter json, LoadedJob job, int run, Waits waits, bool isLive)
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", job.Definition.Name);
        json.WriteNumber("run", run);
        json.WriteBoolean("live", isLive);
        WaitsWriter.Write(json, waits);
    }
}
