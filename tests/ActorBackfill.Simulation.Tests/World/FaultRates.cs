using ActorBackfill.Simulation.Tests.Kernel;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>How likely each kind of fault is at each occasion; many seeds have few kinds, so that the others are seen undisturbed.</summary>
internal sealed record FaultRates(double Source, double SlowSource, double Sink, double Journal, double Outage, double Crashing, double Zombie, double Backup, double Hanging)
{
    public static FaultRates None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static FaultRates Of(Chance chance) => new(
        Rate(chance, 0.3), Rate(chance, 0.1), Rate(chance, 0.2), Rate(chance, 0.1), Rate(chance, 0.02), Rate(chance, 0.05), chance.Is(0.5) ? 0.5 : 0, chance.Is(0.1) ? 0.3 : 0, Rate(chance, 0.1));

    private static double Rate(Chance chance, double most) => chance.Is(0.5) ? most * chance.Next() : 0;
}
