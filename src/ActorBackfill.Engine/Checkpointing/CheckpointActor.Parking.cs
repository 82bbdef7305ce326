using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using Akka.Actor;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>Units that somebody parks while the run goes on.</summary>
internal sealed partial class CheckpointActor
{
    // By the last event of each request.
    private readonly Dictionary<UnitsQuarantined, QuarantineUnits> _quarantines = new(ReferenceEqualityComparer.Instance);

    private void OnQuarantineUnits(QuarantineUnits quarantine)
    {
        var parked = new OrdinalSet();
        foreach (var ordinal in quarantine.Units.Where(o => _whole!.IndexOfOrdinal(o) >= 0 && _state.OutcomeOf(o) is null or UnitOutcome.Failed))
        {
            parked.Add(ordinal);
        }

        var events = EventParts.Of(parked.Runs()).Select(part => new UnitsQuarantined(quarantine.Who, Now, part, quarantine.Reason)).ToList();
        if (events.Count == 0)
        {
            // The one before this actor had written it, and was gone before it could say so.
            Context.Parent.Tell(SetApart(quarantine));
            return;
        }

        _quarantines[events[^1]] = quarantine;
        events.ForEach(Append);
    }

    private void TellSetApart(UnitsQuarantined parked)
    {
        if (_quarantines.Remove(parked, out var quarantine))
        {
            Context.Parent.Tell(SetApart(quarantine) with { Sequence = LastSequenceNr });
        }
    }

    private UnitsSetApart SetApart(QuarantineUnits quarantine) =>
        new(quarantine.Id, [.. quarantine.Units.Select(_state.ClosedUnitOf).OfType<ClosedUnit>().Where(u => u.Outcome == UnitOutcome.Quarantined)]);
}
