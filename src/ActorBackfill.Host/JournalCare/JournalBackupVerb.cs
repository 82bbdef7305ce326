using System.CommandLine;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Host.JournalCare;

/// <summary><c>backfill journal backup JOB FILE</c>: a copy of the journal as it is at one moment, while a run may be going on.</summary>
internal static class JournalBackupVerb
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("backup", "Copy a job's journal as it is now, also while a run goes on");
        var job = new JobFlags().AddTo(command);
        var to = new Argument<string>("FILE") { Description = "Where the copy goes; it gets this name once it is whole" };
        var force = new Option<bool>("--force", "-f") { Description = "Replace a file of that name" };
        command.Arguments.Add(to);
        command.Options.Add(force);
        var talk = new TalkFlags().AddTo(command);
        command.SetAction(parse => Copy(job.Read(parse), parse.GetValue(to)!, parse.GetValue(force), talk.Read(parse, terminal)));
        return command;
    }

    private static int Copy(JobChoice choice, string typed, bool replaces, Talk talk)
    {
        var job = LoadedJob.Load(choice, talk);
        KnownJournal.Demand(job, talk);
        var to = Path.GetFullPath(typed, talk.Terminal.Directory);
        if (Path.Exists(to) && !replaces)
        {
            throw new CommandException(ExitCode.Usage, "file-exists", $"{typed} is there already", "Give another name, or --force.");
        }

        // The files of the job itself are SQLite's: to replace one under a run would lose it.
        if (Path.GetDirectoryName(to) == job.Paths.Directory)
        {
            throw new CommandException(ExitCode.Usage, "usage", $"{typed} is in the job's own directory", "Give a file elsewhere.");
        }

        var (last, bytes) = Write(job, to, typed, replaces);
        talk.Terminal.Line(talk.IsJson
            ? JsonText.OneLine(json =>
            {
                json.WriteNumber("v", 1);
                json.WriteString("job", job.Definition.Name);
                json.WriteString("file", to);
                json.WriteNumber("last", last);
                json.WriteNumber("bytes", bytes);
            })
            : $"{job.Definition.Name}: the journal up to event {Wording.Number(last)} is in {Wording.FilePath(to, talk.Terminal.Directory)}, {Wording.Number(bytes)} bytes");
        return ExitCode.Complete;
    }

    private static (long Last, long Bytes) Write(LoadedJob job, string to, string typed, bool replaces)
    {
        try
        {
            return JournalCopy.Write(job.Paths.Journal, to, replaces);
        }
        catch (InvalidDataException e)
        {
            throw JournalErrors.Unusable($"journal {job.Paths.Journal} cannot be copied ({e.Message})", job.RepairCommand, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new CommandException(ExitCode.Usage, "cannot-write", $"{typed} cannot be written: {e.Message}", inner: e);
        }
    }
}
