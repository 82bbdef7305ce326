using System.CommandLine;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Status;
using ActorBackfill.Host.Summaries;

namespace ActorBackfill.Host.JournalCare;

/// <summary><c>backfill journal info JOB</c>: what a journal's files hold; works while a run goes on, and writes nothing.</summary>
internal static class JournalInfoVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("info", "Show what a job's journal holds: events, snapshots, sizes, the last run");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction(parse => Show(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static int Show(JobChoice choice, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        KnownJournal.Demand(job, talk);
        var (facts, journal) = (JournalFacts.Read(job), JournalReader.Read(job));
        if (talk.IsJson)
        {
            talk.Terminal.Line(Json(job, facts, journal));
        }
        else
        {
            Write(job, facts, journal, talk.Terminal);
        }

        return ExitCode.Complete;
    }

    private static void Write(LoadedJob job, JournalFacts facts, JournalView journal, Terminal terminal)
    {
        terminal.Line($"{job.Definition.Name}: {Wording.Count(facts.Events, "event")} in the journal");
        new FactList()
            .Add("events", facts.Kinds.Select(kind => $"{kind.Manifest} {Wording.Number(kind.Events)}, {Wording.Number(kind.Bytes)} bytes"))
            .Add("numbers", $"{Wording.Number(facts.First)} to {Wording.Number(facts.Last)}")
            .Add("commits", Wording.Number(journal.State.N))
            .Add("units", $"{Wording.Number(journal.State.SettledCount)} finished, {Wording.Number(journal.State.Closed.Count)} failed, skipped or quarantined")
            .Add("snapshots", facts.SnapshotAt is { } at ? $"{Wording.Number(facts.Snapshots)}, the newest after event {Wording.Number(at)}; {Wording.Number(facts.SnapshotBytes)} bytes" : "none")
            .Add("size", $"{Wording.Number(facts.Bytes)} bytes, {Wording.Number(facts.FreeBytes)} of them free; {Wording.Number(facts.LogBytes)} in its log")
            .Add("last run", RunLife.Of(journal) is { } run ? [$"{run.Number}, started {Wording.Instant(run.Started)}{(run.End is { } end ? $", {end.End.ToString().ToLowerInvariant()} {Wording.Instant(end.At)}" : "")}"] : [])
            .Add("journal", Wording.FilePath(job.Paths.Journal, terminal.Directory))
            .WriteTo(terminal);
    }

    private static string Json(LoadedJob job, JournalFacts facts, JournalView journal) => JsonText.Document(json =>
    {
        json.WriteNumber("v", 1);
        json.WriteString("job", job.Definition.Name);
        json.WriteString("journal", job.Paths.Journal);
        json.WriteNumber("events", facts.Events);
        json.WriteNumber("first", facts.First);
        json.WriteNumber("last", facts.Last);
        json.WriteObjects("kinds", facts.Kinds, kind =>
        {
            json.WriteString("manifest", kind.Manifest);
            json.WriteNumber("events", kind.Events);
            json.WriteNumber("bytes", kind.Bytes);
        });
        json.WriteNumber("commits", journal.State.N);
        json.WriteNumber("settled", journal.State.SettledCount);
        json.WriteNumber("closed", journal.State.Closed.Count);
        json.WriteNumber("snapshots", facts.Snapshots);
        json.WriteNumberOrNull("snapshotAt", facts.SnapshotAt);
        json.WriteNumber("bytes", facts.Bytes);
        json.WriteNumber("logBytes", facts.LogBytes);
        json.WriteNumber("freeBytes", facts.FreeBytes);
        json.WriteNumber("snapshotBytes", facts.SnapshotBytes);
        StatusDocument.WriteRun(json, RunLife.Of(journal));
    });
}
