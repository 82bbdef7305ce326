using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Simulation.Tests.Checks;
using ActorBackfill.Simulation.Tests.Durable;
using ActorBackfill.Simulation.Tests.Kernel;

namespace ActorBackfill.Simulation.Tests.World;

/// <summary>What outlives processes: the sink's database, the journal, the source's truth, and the chance of this seed.</summary>
internal sealed class SimulatedWorld
{
    public SimulatedWorld(long seed, SimulationOptions options)
    {
        Seed = seed;
        Chance = new Chance(seed);
        Trace = new Trace(options.KeepsText);
        Scenario = Scenario.Of(Chance);
        Natures = UnitNature.OfPlan(Scenario, Chance);
        Faults = new Faults(Chance, Scenario.Rates);
        AcknowledgesBeforeJournal = options.AcknowledgesBeforeJournal;
        CommitsRowsApart = options.CommitsRowsApart;
    }

    public long Seed { get; }

    public Chance Chance { get; }

    public Trace Trace { get; }

    public Scenario Scenario { get; }

    public UnitNature[] Natures { get; }

    public Faults Faults { get; }

    public MemoryDatabase Sink { get; } = new() { SinkId = new string('5', 32) };

    public JournalStore Journal { get; } = new();

    /// <summary>Whether the journal confirms before it stores: a test of the test.</summary>
    public bool AcknowledgesBeforeJournal { get; }

    /// <summary>Whether the sink commits rows and ledger apart: a test of the test.</summary>
    public bool CommitsRowsApart { get; }

    /// <summary>Processes so far.</summary>
    public int Processes { get; set; }

    /// <summary>Between two runs, somebody may put the sink or the journal back to an older state.</summary>
    /// <returns>Whether somebody did.</returns>
    public bool RestoreBackups()
    {
        var (n, highest) = (Sink.LastN, Journal.Highest);
        if (Sink.LastN > 1 && Chance.Is(Faults.Rates.Backup))
        {
            Sink.Restore(Chance.Between(1, (int)Sink.LastN - 1));
            Trace.Note($"the sink is restored to commit {Sink.LastN}");
        }

        // A journal from before the first run is none, and a person has to say what then.
        var backups = Journal.Writes.Where(w => w >= Journal.FirstRun && w < Journal.Highest).ToList();
        if (backups.Count > 0 && Chance.Is(Faults.Rates.Backup))
        {
            Journal.Restore(backups[Chance.Next(backups.Count)]);
            Trace.Note($"the journal is restored to event {Journal.Highest}");
        }

        return n != Sink.LastN || highest != Journal.Highest;
    }

    /// <summary>Ends the simulation of this seed.</summary>
    public Violation Violation(string what) => new(Seed, what, Trace.Lines);
}

/// <summary>What a simulation does besides its seed.</summary>
/// <param name="KeepsText">Whether the trace is kept as text.</param>
/// <param name="AcknowledgesBeforeJournal">Whether the journal confirms before it stores.</param>
/// <param name="CommitsRowsApart">Whether the sink commits rows and ledger apart.</param>
internal sealed record SimulationOptions(bool KeepsText = false, bool AcknowledgesBeforeJournal = false, bool CommitsRowsApart = false);
