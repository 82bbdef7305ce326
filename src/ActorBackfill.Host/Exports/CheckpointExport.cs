using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Exports;

/// <summary>Where a run's checkpoint file goes (<c>--checkpoint-dir</c>), and what it begins with.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="Dates">The plan's one dimension, of days.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Rows">Rows of the units that the ledger had at the start, by unit.</param>
internal sealed record CheckpointExport(string Directory, CalendarDimensionDefinition Dates, string Job, IReadOnlyDictionary<string, long> Rows)
{
    /// <summary>Prepares the export; makes the folder.</summary>
    /// <param name="directory">The folder, absolute.</param>
    /// <param name="job">The job.</param>
    /// <param name="ledger">The sink's ledger of it.</param>
    /// <exception cref="CommandException">The plan is not one of days, or the folder cannot be made: exit 2.</exception>
    public static CheckpointExport Open(string directory, JobDefinition job, ILedger ledger)
    {
        var dates = DatesOf(job);
        try
        {
            System.IO.Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, "cannot-write", $"--checkpoint-dir {directory}: {e.Message}", inner: e);
        }

        return new CheckpointExport(directory, dates, job.Name, ledger.Units().ToDictionary(u => u.Key, u => u.Rows, StringComparer.Ordinal));
    }

    /// <summary>Gets the plan's one dimension, of days.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="CommandException">It has another plan: exit 2.</exception>
    public static CalendarDimensionDefinition DatesOf(JobDefinition job) =>
        job.Dimensions is [CalendarDimensionDefinition { Step: { Unit: CalendarUnit.Day, Count: 1 } } dates]
            ? dates
            : throw new CommandException(ExitCode.Usage, "no-dates", $"a checkpoint file is for plans of days alone; {job.Name} has {string.Join(", ", job.Dimensions.Select(d => d.Name))}");
}
