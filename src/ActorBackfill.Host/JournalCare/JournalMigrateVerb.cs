using System.CommandLine;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.JournalCare;

/// <summary><c>backfill journal migrate JOB</c>: takes a journal of an older version to the one that this program writes.</summary>
internal static class JournalMigrateVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("migrate", "Take a job's journal to the version that this program writes; exit 6 when it is of a newer one");
        var (job, talk) = (new JobFlags().AddTo(command), new TalkFlags().AddTo(command));
        command.SetAction(parse => Migrate(job.Read(parse), talk.Read(parse, terminal)));
        return command;
    }

    private static int Migrate(JobChoice choice, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        KnownJournal.Demand(job, talk);
        var (migration, from) = (JournalMigration.ToCurrent, JournalMigration.VersionOf(job.Paths.Journal));
        if (from < migration.Version)
        {
            Run(job, migration, talk);
        }

        talk.Terminal.Line(talk.IsJson
            ? JsonText.OneLine(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("job", job.Definition.Name);
                json.WriteString("journal", job.Paths.Journal);
                json.WriteNumber("from", from);
                json.WriteNumber("to", migration.Version);
            })
            : from == migration.Version
                ? $"{job.Definition.Name}: the journal is of version {from}, which this program writes: nothing to do"
                : $"{job.Definition.Name}: the journal was of version {from} and is of version {migration.Version} now");
        return ExitCode.Complete;
    }

    private static void Run(LoadedJob job, JournalMigration migration, Talk talk)
    {
        using var holder = job.Sink.Acquire(job.Definition.IdentityText, job.Paths.Directory, takeover: false, talk.Terminal.Time);
        try
        {
            migration.Run(job.Paths.Journal);
        }
        catch (InvalidOperationException e)
        {
            throw JournalErrors.Unusable($"Journal {job.Paths.Journal}: {e.Message}.", job.RepairCommand);
        }
        catch (SqliteException e)
        {
            throw JournalErrors.Unwritable($"Journal {job.Paths.Journal} cannot be changed ({e.Message}); it is of the version that it had, or of one between.");
        }
    }
}
