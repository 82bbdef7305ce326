using ActorBackfill.Domain.Jobs;
using ActorBackfill.Host.Failures;

namespace ActorBackfill.Host.Jobs;

/// <summary>Lays <c>--rate</c> over a job.</summary>
internal static class RateOverride
{
    /// <summary>Gets the job with another rate of requests.</summary>
    /// <param name="job">The job.</param>
    /// <param name="perSecond">Requests a second; null leaves the job as it is.</param>
    /// <exception cref="CommandException">The job's source makes no requests: exit 2.</exception>
    public static JobDefinition Of(JobDefinition job, double? perSecond) => (perSecond, job.Source) switch
    {
        (null, _) => job,
        ({ } rate, HttpSourceDefinition http) => job with { Source = http with { Limit = http.Limit with { RequestsPerSecond = rate } } },
        _ => throw new CommandException(ExitCode.Usage, "usage", $"--rate: the source of job {job.Name} makes no requests"),
    };
}
