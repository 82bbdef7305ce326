using System.Collections.Immutable;

namespace ActorBackfill.Host.Chains;

/// <summary>Jobs that run one after the other, each as if by itself, with gates between them.</summary>
/// <param name="Name">The chain's name.</param>
/// <param name="Jobs">In the order they run; a job comes after those it names.</param>
internal sealed record ChainDefinition(string Name, ImmutableArray<ChainJob> Jobs);

/// <summary>One job of a chain.</summary>
/// <param name="Job">Its file, or the name of one in <c>HOCON/jobs</c>; its name in the chain.</param>
/// <param name="After">Jobs of the chain whose gates have to be passed before it begins.</param>
/// <param name="Gate">The share of its units, 0 to 1, that has to be done or empty before others begin.</param>
/// <param name="Overlays">The <c>key=value</c> texts laid over its file.</param>
internal sealed record ChainJob(string Job, ImmutableArray<string> After, double Gate, ImmutableArray<string> Overlays);
