using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Statistics;

namespace ActorBackfill.Engine.Dispatching;

/// <summary>Units that somebody wants again while the run goes on. What the journal said of them at the start holds no more.</summary>
internal sealed partial class Desk
{
    // What the journal says of units that were opened again: their outcome when their rows are in the sink, else none.
    private readonly Dictionary<long, UnitOutcome?> _again = [];

    // Units whose opening the journal has not taken yet.
    private readonly HashSet<long> _opening = [];

    // Units that ended without rows in this run.
    private readonly Dictionary<long, ClosedUnit> _closedHere = [];

    /// <summary>Gets those of the units that can be opened again: not those that are being worked on, or still come by themselves.</summary>
    /// <param name="units">Runs of ordinals: first, count, first, count.</param>
    public OrdinalSet ToOpen(IReadOnlyList<long> units)
    {
        var open = new OrdinalSet();
        for (var i = 0; i + 1 < units.Count; i += 2)
        {
            for (var ordinal = units[i]; ordinal < units[i] + units[i + 1]; ordinal++)
            {
                if (IsKnown(ordinal) && _pending.Find(ordinal) is null && !_waiting.ContainsKey(ordinal) && !IsAhead(ordinal) && !_parking.Contains(ordinal) && _opening.Add(ordinal))
                {
                    open.Add(ordinal);
                }
            }
        }

        return open;
    }

    /// <summary>Deals units again that the journal has opened; those that are not of this run's plan, and all while it is being stopped, stay open.</summary>
    /// <param name="units">Each with its outcome until now; null when the journal had it open already.</param>
    public OutcomesWithdrawn Open(IEnumerable<(long Ordinal, UnitOutcome? Outcome)> units)
    {
        var withdrawn = new List<WithdrawnOutcome>();
        var dealt = 0L;
        foreach (var (ordinal, journaled) in units)
        {
            _opening.Remove(ordinal);
            if (_plan.IndexOfOrdinal(ordinal) is not (>= 0 and var index))
            {
                continue;
            }

            _closedHere.Remove(ordinal, out var closed);
            var before = journaled ?? closed?.Outcome ?? OutcomeOf(ordinal);
            _parkedHere.Remove(ordinal);
            var isInSink = before?.IsInLedger() == true;
            _again[ordinal] = isInSink ? before : null;
            if (!isInSink && before is { } outcome)
            {
                withdrawn.Add(new WithdrawnOutcome(_plan.UnitAt(index).Key, outcome, closed));
            }

            _aside.Forgive(ordinal);
            if (!_isStopping)
            {
                dealt++;
                _waiting[ordinal] = _dealer.DealAgain(index, isInSink);
            }
        }

        return new OutcomesWithdrawn([.. withdrawn], dealt);
    }

    private bool IsKnown(long ordinal) => _plan.IndexOfOrdinal(ordinal) >= 0 || _start.OutcomeOf(ordinal) is not null;

    private bool IsAhead(long ordinal) => _plan.IndexOfOrdinal(ordinal) is >= 0 and var index && (_dealer.IsAhead(index) || _dealer.Held?.WhyNot(index) is not null);

    private UnitOutcome? OutcomeOf(long ordinal) => _parkedHere.Contains(ordinal) ? UnitOutcome.Quarantined
        : _again.TryGetValue(ordinal, out var outcome) ? outcome : _start.OutcomeOf(ordinal);

    private ClosedUnit? ClosedUnitOf(long ordinal) => _again.ContainsKey(ordinal) ? null : _start.ClosedUnitOf(ordinal);

    private void NoteClosed(long ordinal, UnitOutcome? before, ClosedUnit? closed)
    {
        if (closed is not null && before?.IsInLedger() != true)
        {
            _closedHere[ordinal] = closed;
        }
    }
}
