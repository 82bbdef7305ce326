using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Listing;

/// <summary>A unit as lists show it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="State">One of <see cref="UnitState.All"/>.</param>
/// <param name="RunsAgain">Whether it is settled and to run again all the same.</param>
/// <param name="Noted">What is known of one that is not plainly done; null otherwise.</param>
internal sealed record ListedUnit(PlanUnit Unit, string State, bool RunsAgain, NotedUnit? Noted)
{
    /// <summary>Gets its ledger row; null where it has none.</summary>
    public LedgerUnit? Ledger { get; init; }

    /// <summary>Gets the attempt that ended it; null for open ones.</summary>
    public int? Attempt => Noted?.Attempt ?? Ledger?.Attempt;

    /// <summary>Gets the rows it brought; null where nothing was committed.</summary>
    public long? Rows => Ledger?.Rows;

    /// <summary>Gets the unit with its ledger row, where its state says that it has one.</summary>
    /// <param name="ledger">Where it is looked up.</param>
    public ListedUnit With(ILedgerLookup ledger) => UnitState.Outcome(State)?.IsInLedger() == true ? this with { Ledger = ledger.Find(Unit.Key) } : this;
}
