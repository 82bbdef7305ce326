using System.CommandLine;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.JournalCare;

/// <summary><c>backfill journal compact JOB</c>: gives back the room in a journal's files that holds nothing. No event is deleted.</summary>
internal static class JournalCompactVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("compact", "Give back the room in a journal's files that holds nothing; no event is deleted, and no run may go on");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction(parse => Compact(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static int Compact(JobChoice choice, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        KnownJournal.Demand(job, talk);
        using var holder = job.Sink.Acquire(job.Definition.IdentityText, job.Paths.Directory, takeover: false, talk.Terminal.Time);
        var before = JournalFacts.Read(job);
        Pack(job);
        var after = JournalFacts.Read(job);
        var (was, now) = (before.Bytes + before.LogBytes + before.SnapshotBytes, after.Bytes + after.LogBytes + after.SnapshotBytes);
        talk.Terminal.Line(talk.IsJson
            ? JsonText.OneLine(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("job", job.Definition.Name);
                json.WriteNumber("events", after.Events);
                json.WriteNumber("bytesBefore", was);
                json.WriteNumber("bytes", now);
            })
            : $"{job.Definition.Name}: journal and snapshots take {Wording.Number(now)} bytes, {Wording.Number(was)} before; {Wording.Count(after.Events, "event")}");
        return ExitCode.Complete;
    }

    private static void Pack(LoadedJob job)
    {
        try
        {
            JournalCopy.Pack(job.Paths.Journal);
            if (File.Exists(job.Paths.Snapshots))
            {
                JournalCopy.Pack(job.Paths.Snapshots);
            }
        }
        catch (SqliteException e)
        {
            throw JournalErrors.Unwritable($"Journal {job.Paths.Journal} cannot be packed ({e.Message}); it is as it was.");
        }
    }
}
