using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Running;

/// <summary>What a run does with its units: what the job says, or something else with the same guarantees.</summary>
internal interface IRunWork
{
    /// <summary>Gets the job as this work sees it; its identity and its plan's dimensions stay what they are.</summary>
    /// <param name="job">The job as its file says.</param>
    LoadedJob Prepare(LoadedJob job);

    /// <summary>Makes the source; nothing is requested or read yet.</summary>
    /// <param name="job">The prepared job.</param>
    /// <param name="terminal">Whose clock, and where relative paths start.</param>
    ISource Source(JobDefinition job, Terminal terminal);

    /// <summary>Gets what makes processors; null: every item becomes a row of every table.</summary>
    /// <param name="job">The prepared job.</param>
    Func<IProcessor>? Processor(LoadedJob job);
}
