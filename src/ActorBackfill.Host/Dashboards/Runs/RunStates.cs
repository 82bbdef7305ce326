using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.ReadModels;
using ActorBackfill.Host.Reports;

namespace ActorBackfill.Host.Dashboards.Runs;

/// <summary>Says how runs of a job ended: one that has no end and whose process does not hold the job was killed.</summary>
/// <param name="job">The job.</param>
internal sealed class RunStates(LoadedJob job)
{
    private readonly HolderInfo? _holder = job.Sink.Holder(job.Definition.IdentityText, job.Paths.Directory);

    /// <summary>Gets one word: running, finished, stopped, crashed, or another end.</summary>
    /// <param name="run">The run.</param>
    public string Of(RunRow run) => RunEvidence.Word(run.End, goesOn: _holder is { } holder && holder.ProcessId == run.ProcessId && run.Started >= holder.Since);
}
