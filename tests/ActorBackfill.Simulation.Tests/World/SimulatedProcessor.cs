using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>Every item becomes a row, but for units that are declined.</summary>
internal sealed class SimulatedProcessor(SimulatedProcess process) : IProcessor
{
    public ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        foreach (var item in unit.Items)
        {
            unit.Emit("rows", item);
        }

        if (process.World.Natures[unit.Unit.Index].Kind == UnitKind.Skipped)
        {
            unit.Skip("declined");
        }

        return ValueTask.CompletedTask;
    }
}
