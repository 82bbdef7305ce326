namespace ActorBackfill.Simulation.Tests.Checks;

/// <summary>Something happened that must never happen. Names the seed that shows it again.</summary>
internal sealed class Violation(long seed, string what, IReadOnlyList<string> trace)
    : Exception($"AB_SEED={seed}: {what}{string.Concat(trace.TakeLast(1000).Select(l => Environment.NewLine + l))}")
{
    public long Seed => seed;
}
