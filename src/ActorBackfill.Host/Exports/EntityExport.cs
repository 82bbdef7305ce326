using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Exports;

/// <summary>Where the file of entities that are done goes (<c>--checkpoint-dir</c>).</summary>
/// <param name="Path">The file, <c>checkpoint_{type}.json</c>.</param>
/// <param name="Type">What the entities are called in it: the dimension's name, in the plural.</param>
internal sealed record EntityExport(string Path, string Type)
{
    /// <summary>After how many entities the file is written, as the original does.</summary>
    public const int Every = 100;

    /// <summary>Prepares the export and makes the folder; null when the plan is not one of entities alone.</summary>
    /// <param name="directory">The folder, absolute.</param>
    /// <param name="job">The job, its lists read.</param>
    /// <exception cref="CommandException">The folder cannot be made: exit 2.</exception>
    public static EntityExport? TryOpen(string directory, JobDefinition job)
    {
        if (job.Dimensions is not [ListDimensionDefinition entities])
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, "cannot-write", $"--checkpoint-dir {directory}: {e.Message}", inner: e);
        }

        return new EntityExport(System.IO.Path.Combine(directory, $"checkpoint_{entities.Name}s.json"), entities.Name + "s");
    }
}
