using System.Collections.Immutable;

namespace ActorBackfill.Host.Verifying.Equivalence;

/// <summary>How a proof goes.</summary>
/// <param name="Workers">The numbers of workers, 2 to 8 of them; all others are held against the first.</param>
/// <param name="Keeps">Whether the scratch sinks stay when it is over.</param>
internal sealed record EquivalenceChoice(ImmutableArray<int> Workers, bool Keeps);
