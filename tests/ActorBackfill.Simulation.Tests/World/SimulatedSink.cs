using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Tests.Fakes;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>Puts faults into a process' view of the sink.</summary>
internal static class SimulatedSink
{
    public static MemorySink Of(SimulatedProcess process)
    {
        var (world, faults) = (process.World, process.World.Faults);
        return new MemorySink(world.Sink)
        {
            BeforeLedger = () => FailIf(process, faults.SinkIsAway(process.Time.Elapsed) || faults.Strikes(faults.Rates.Sink / 10), "the ledger cannot be read"),
            BeforeCommit = n => FailIf(process, faults.SinkIsAway(process.Time.Elapsed) || faults.Strikes(faults.Rates.Sink), $"commit {n} was not made"),
            BeforeReader = () => FailIf(process, faults.Strikes(faults.Rates.Sink / 10), "no reader can be opened"),
            AfterCommit = n =>
            {
                process.Note($"sink {n}");
                FailIf(process, faults.Strikes(faults.Rates.Sink), $"commit {n} is unknown");
            },
            SplitAt = units => faults.Chance.Is(0.2) ? faults.Chance.Between(1, units) : units,
            Refuses = r => world.Natures[r.Unit.Index].Kind == UnitKind.Refused ? new BackfillException(FailureCategory.InvalidData, "does not fit") : null,
            BetweenRowsAndLedger = world.CommitsRowsApart ? () => FailIf(process, faults.Strikes(faults.Rates.Sink), "rows were committed, the ledger was not") : null,
        };
    }

    private static void FailIf(SimulatedProcess process, bool fails, string how)
    {
        process.MustLive();
        if (fails)
        {
            process.Note($"sink: {how}");
            throw new BackfillException(FailureCategory.SinkUnavailable, how);
        }
    }
}
