using System.Collections.Immutable;

namespace ActorBackfill.Host.Healing;

/// <summary>What can be healed.</summary>
/// <param name="Units">Keys of the units whose rows were made from something incomplete that is complete now.</param>
/// <param name="Waiting">Units whose rows were, and whose upstream still is.</param>
internal sealed record HealFindings(ImmutableArray<string> Units, int Waiting);
