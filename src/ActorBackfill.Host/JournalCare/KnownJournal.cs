using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Journals;

namespace ActorBackfill.Host.JournalCare;

/// <summary>Demands a journal before anything is asked of it.</summary>
internal static class KnownJournal
{
    /// <summary>Refuses a job whose journal is missing, or is none.</summary>
    /// <param name="job">The job.</param>
    /// <param name="talk">Whose clock.</param>
    /// <exception cref="CommandException">The job never ran: exit 2. The journal is lost or cannot be used: exit 6.</exception>
    public static void Demand(LoadedJob job, CommandLine.Talk talk)
    {
        var finding = JournalFile.Inspect(job.Paths.Journal);
        if (finding.State == JournalState.Ok)
        {
            return;
        }

        throw finding.State switch
        {
            JournalState.Missing when LedgerPlace.Of(job, talk.Terminal.Time).Position is not { Units: > 0 } => new CommandException(
                ExitCode.Usage, "no-journal", $"job {job.Definition.Name} has never run with the state {job.Paths.Directory}", "Start it with 'backfill run'."),
            JournalState.Newer => JournalErrors.Newer(finding.Message),
            _ => JournalErrors.Unusable(finding.Message, job.RepairCommand),
        };
    }
}
