using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.Consoles;
using ActorBackfill.Host.Jobs;

namespace ActorBackfill.Host.Running;

/// <summary>The work that the job's file describes.</summary>
internal sealed class OwnWork : IRunWork
{
    /// <summary>Gets the one there is.</summary>
    public static OwnWork Instance { get; } = new();

    /// <inheritdoc/>
    public LoadedJob Prepare(LoadedJob job) => job;

    /// <inheritdoc/>
    public ISource Source(JobDefinition job, Terminal terminal) => JobParts.Source(job, terminal.Time, terminal.Directory);

    /// <inheritdoc/>
    public Func<IProcessor>? Processor(LoadedJob job) => JobParts.Processor(job);
}
