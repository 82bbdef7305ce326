using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Statistics;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>Units that somebody parks while the run goes on: from the moment of the request they are dealt no more.</summary>
internal sealed partial class Desk
{
    // Units whose quarantine the journal has not taken yet.
    private readonly HashSet<long> _parking = [];

    // Units that were parked in this run, and had not ended in it.
    private readonly HashSet<long> _parkedHere = [];

    /// <summary>Takes units out of what is dealt that are open or failed, until the journal has taken their quarantine.</summary>
    /// <param name="units">Runs of ordinals: first, count, first, count.</param>
    /// <returns>Those units, and how many of the others are being worked on.</returns>
    public (OrdinalSet Units, long Busy) ToPark(IReadOnlyList<long> units)
    {
        var (park, busy) = (new OrdinalSet(), 0L);
        for (var i = 0; i + 1 < units.Count; i += 2)
        {
            for (var ordinal = units[i]; ordinal < units[i] + units[i + 1]; ordinal++)
            {
                if (_pending.Find(ordinal) is not null || _opening.Contains(ordinal))
                {
                    busy++;
                }
                else if (IsOpenOrFailed(ordinal) && _parking.Add(ordinal))
                {
                    park.Add(ordinal);
                    TakeOut(ordinal);
                }
            }
        }

        return (park, busy);
    }

    /// <summary>Notes units whose quarantine the journal has taken.</summary>
    /// <param name="asked">The ordinals that were asked for.</param>
    /// <param name="parked">Those of them that are quarantined.</param>
    /// <returns>What it changes in the counts, and the units that had not ended in this run before.</returns>
    public (OutcomesParked Counts, ImmutableArray<ClosedUnit> Ended) Park(IEnumerable<long> asked, IEnumerable<ClosedUnit> parked)
    {
        _parking.ExceptWith(asked);
        var (from, ended) = (new List<UnitOutcome?>(), new List<ClosedUnit>());
        foreach (var unit in parked.Where(u => _plan.IndexOfOrdinal(u.Ordinal) >= 0))
        {
            if (_closedHere.TryGetValue(unit.Ordinal, out var closed))
            {
                from.Add(closed.Outcome);
                _closedHere[unit.Ordinal] = closed with { Outcome = UnitOutcome.Quarantined };
                continue;
            }

            from.Add(OutcomeOf(unit.Ordinal));
            _parkedHere.Add(unit.Ordinal);
            ended.Add(unit);
        }

        return (new OutcomesParked([.. from], ended.Count), [.. ended]);
    }

    private bool IsOpenOrFailed(long ordinal) =>
        (_closedHere.TryGetValue(ordinal, out var closed) ? closed.Outcome : OutcomeOf(ordinal)) is null or UnitOutcome.Failed;

    private void TakeOut(long ordinal)
    {
        if (NeedsNoOtherAttempt(ordinal))
        {
            // It was dealt, and this is its end in this run.
            _ended++;
            _rules.Forget(ordinal);
        }

        if (_plan.IndexOfOrdinal(ordinal) is >= 0 and var index)
        {
            _dealer.Leave(index);
        }
    }
}
