using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Host.Running;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>One run of the partition into its scratch sink.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Workers">With how many workers.</param>
/// <param name="Report">How it went.</param>
/// <param name="Cpu">Processor time of all threads.</param>
/// <param name="Closed">The units that ended without rows in the sink, by key.</param>
internal sealed record EquivalenceRun(int Number, int Workers, RunReport Report, TimeSpan Cpu, ImmutableSortedDictionary<string, ClosedUnit> Closed)
{
    /// <summary>Gets how long it took, without what comes before the first unit and after the last.</summary>
    public TimeSpan Elapsed => Report.Progress.Elapsed;
}
