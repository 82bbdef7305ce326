using ActorBackfill.Simulation.Tests.World;

namespace ActorBackfill.Simulation.Tests;

/// <summary>Tests of the test: a world that breaks what the engine builds on is found out.</summary>
public class BrokenWorldTests
{
    [Fact]
    public void A_ledger_outside_of_the_sink_transaction_is_found_out() =>
        Assert.Contains("rows are in the sink", FoundWithin(1_000, new SimulationOptions(CommitsRowsApart: true)), StringComparison.Ordinal);

    [Fact]
    public void An_acknowledgement_before_the_journal_has_stored_is_found_out() =>
        Assert.Contains("not in the journal", FoundWithin(1_000, new SimulationOptions(AcknowledgesBeforeJournal: true)), StringComparison.Ordinal);

    private static string FoundWithin(int seeds, SimulationOptions options) =>
        Seeds.FirstViolation(options, Seeds.UpTo(seeds)) ?? "no violation";
}
