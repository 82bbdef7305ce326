using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Planning;

/// <summary>Says what <c>--skip-existing</c> looks for.</summary>
internal static class ExistingChoice
{
    /// <summary>Gets a job that skips what exists, or one that does not look.</summary>
    /// <param name="job">The job.</param>
    /// <param name="skips">Whether it was asked for.</param>
    /// <exception cref="CommandException">Nothing says what to look for: exit 2.</exception>
    public static JobDefinition Of(JobDefinition job, bool skips) => !skips
        ? job with { Existing = null }
        : job with { Existing = job.Existing ?? ExistingDefinition.Of(job.Dimensions, job.Sink.Tables) ?? throw Unknown(job) };

    private static CommandException Unknown(JobDefinition job) => new(
        ExitCode.Usage,
        "skip-existing",
        $"--skip-existing: no table of {job.Name} has every dimension ({string.Join(", ", job.Dimensions.Select(d => d.Name))}) as a column of its own",
        "Say in the job file what to look for: skip-existing { table = TABLE, columns { COLUMN = \"{NAME}\" } }");
}
