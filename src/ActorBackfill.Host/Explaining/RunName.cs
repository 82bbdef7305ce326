using System.Globalization;
using ActorBackfill.Host.CommandLine;
using ActorBackfill.Host.Failures;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Explaining;

/// <summary>Which run of a job a command is about: <c>JOB/3</c>, <c>JOB/last</c> or <c>JOB</c>, which is the last one.</summary>
/// <param name="Job">The job, without the run.</param>
/// <param name="Number">The run's number, from 1; null means the last.</param>
internal sealed record RunName(JobChoice Job, int? Number)
{
    /// <summary>Reads a name.</summary>
    /// <param name="choice">What was typed as the job. A file of that name is a job.</param>
    /// <param name="directory">Where relative paths start.</param>
    public static RunName Of(JobChoice choice, string directory)
    {
        var slash = choice.Job.LastIndexOf('/');
        if (slash <= 0 || File.Exists(Path.GetFullPath(choice.Job, directory)))
        {
            return new RunName(choice, null);
        }

        var last = choice.Job[(slash + 1)..];
        var job = choice with { Job = choice.Job[..slash] };
        return last == "last" ? new RunName(job, null)
            : int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new RunName(job, number)
            : new RunName(choice, null);
    }

    /// <summary>Gets the error of a run that there is none of.</summary>
    /// <param name="job">The job.</param>
    /// <param name="last">The last run there is, 0 when the job never ran.</param>
    public CommandException Missing(LoadedJob job, int last) => new(
        ExitCode.Usage,
        "no-such-run",
        last == 0
            ? $"job {job.Definition.Name} has never run with the state {job.Paths.Directory}"
            : $"job {job.Definition.Name} has no run {Number?.ToString(CultureInfo.InvariantCulture) ?? "to look at"}; the last one is {last}",
        last == 0 ? "Start it with 'backfill run'." : null);
}
