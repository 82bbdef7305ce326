using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Telemetry;

namespace ActorBackfill.Host.Serving.Stages;

/// <summary>Runs submitted jobs as runs of their job files.</summary>
/// <param name="stages">Makes the runs.</param>
/// <param name="evidence">Reads what they have brought.</param>
/// <param name="terminal">Directory, environment and clock.</param>
/// <param name="telemetry">Measures them.</param>
internal sealed class JobRunner(StageFactory stages, JobEvidence evidence, Terminal terminal, RunTelemetry telemetry) : IRunJobs
{
    /// <inheritdoc/>
    public IRunningJob Start(SubmittedJob job) => new JobRun(job, stages, evidence, terminal, telemetry);
}
