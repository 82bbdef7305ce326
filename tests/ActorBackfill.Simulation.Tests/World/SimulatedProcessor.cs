using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>Every item becomes a row, but for units that are declined. Some units take their time, whatever they are told, and end all the same.</summary>
internal sealed class SimulatedProcessor(SimulatedProcess process) : IProcessor
{
    // Past the attempt's time limit, and past the time at which its slot is given up: late results are the rule.
    private const int MostHung = 300;

    private bool _isBusy;

    public async ValueTask ProcessAsync(UnitContext unit, CancellationToken cancellation)
    {
        process.Watch.Check(!_isBusy, $"{unit.Unit.Key} is processed by a processor that has another unit");
        _isBusy = true;
        if (process.World.Faults.Strikes(process.World.Faults.Rates.Hanging))
        {
            process.Note($"hangs {unit.Unit.Key}");
            var ended = new TaskCompletionSource();
            process.Time.After(TimeSpan.FromSeconds(process.World.Chance.Between(1, MostHung)), () => ended.TrySetResult());
            await ended.Task;
            process.Note($"ends late {unit.Unit.Key}");
        }

        foreach (var item in unit.Items)
        {
            unit.Emit("rows", item);
        }

        if (process.World.Natures[unit.Unit.Index].Kind == UnitKind.Skipped)
        {
            unit.Skip("declined");
        }

        _isBusy = false;
    }
}
