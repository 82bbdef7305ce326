using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;
using ActorBackfill.Host.Planning;

namespace ActorBackfill.Host.Running;

/// <summary>What has to be right, or confirmed, before a run writes anything.</summary>
internal static class RunChecks
{
    /// <summary>Looks whether the source can answer at all, where it can tell.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="CommandException">It cannot: exit 2, with the keys of the job file.</exception>
    public static async Task OfSourceAsync(ISource source, CancellationToken cancellation)
    {
        if (source is not ICheckSource can || await can.CheckAsync(cancellation) is not { Count: > 0 } problems)
        {
            return;
        }

        throw new CommandException(ExitCode.Usage, "source", string.Join(Environment.NewLine, problems), "Nothing has been written.");
    }

    /// <summary>Checks.</summary>
    /// <param name="job">The job.</param>
    /// <param name="journal">What its journal says now.</param>
    /// <param name="run">How it is to run.</param>
    /// <param name="talk">Who may be asked.</param>
    /// <exception cref="CommandException">Something is not right, or not confirmed.</exception>
    public static void BeforeAnythingIsWritten(LoadedJob job, JournalView journal, RunChoice run, Talk talk)
    {
        if (run.MustResume && journal.SequenceNr == 0 && !File.Exists(job.Paths.Journal))
        {
            throw new CommandException(
                ExitCode.Usage, "nothing-to-resume", $"job {job.Definition.Name} has never run with the state {job.Paths.Directory}", "Begin with 'backfill run'.");
        }

        // Whoever can place a link could have the journal written over another file.
        if (new FileInfo(job.Paths.Journal).LinkTarget is { } target)
        {
            throw new CommandException(
                ExitCode.Usage, "journal-link", $"journal {job.Paths.Journal} is a link to {target}", "Remove the link; a journal elsewhere is given with --state.");
        }

        if (run is { RunsAgain: true, IsAgreed: false } && journal.State.SettledCount > 0)
        {
            Questions.Confirm(
                talk, $"{Wording.Count(journal.State.SettledCount, "finished unit")} of {job.Definition.Name} will run again and replace their rows in {job.SinkPath}.");
        }

        PlanChanges.Check(job, journal, run, talk);
        if (Path.GetDirectoryName(job.Sink.File) is { } directory && !Directory.Exists(directory))
        {
            throw new CommandException(
                ExitCode.SinkUnusable, "sink-unusable", $"the directory of sink {job.SinkPath} does not exist", "Create it, or give another path with --sink.");
        }
    }
}
