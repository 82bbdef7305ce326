using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>What the journal says of breakers, of units that processes died with, and of units that somebody wants again.</summary>
public sealed partial class CheckpointState
{
    private readonly Dictionary<string, BreakerOpened> _breakers = new(StringComparer.Ordinal);
    private readonly Dictionary<long, CrashedUnit> _crashed = [];

    /// <summary>Gets the breakers that are open, or wait for their probe.</summary>
    public IReadOnlyCollection<BreakerOpened> Breakers => _breakers.Values;

    /// <summary>Gets the units that were being worked on when processes died, and have no outcome since.</summary>
    public IReadOnlyCollection<CrashedUnit> Crashed => _crashed.Values;

    /// <summary>Gets what processes died with this unit, or null when none did since its last outcome.</summary>
    /// <param name="ordinal">Which.</param>
    public CrashedUnit? CrashedUnitOf(long ordinal) => _crashed.GetValueOrDefault(ordinal);

    private void Apply(UnitsRequeued requeued)
    {
        foreach (var ordinal in Ordinals(requeued.Units).All())
        {
            _closed.Remove(ordinal);
            _crashed.Remove(ordinal);
            if (_done.Contains(ordinal) || _empty.Contains(ordinal))
            {
                _reopened.Add(ordinal);
            }
        }

        At = requeued.At;
    }

    private void Apply(UnitsQuarantined parked)
    {
        foreach (var ordinal in Ordinals(parked.Units).All().Where(o => OutcomeOf(o) is null or UnitOutcome.Failed))
        {
            _closed[ordinal] = ClosedUnit.Parked(ordinal, ClosedUnitOf(ordinal), parked.Reason);
            _crashed.Remove(ordinal);
        }

        At = parked.At;
    }

    private void Apply(ProcessDied died)
    {
        var ordinals = Ordinals(died.Units);
        foreach (var ordinal in ordinals.All().Where(o => OutcomeOf(o)?.IsInLedger() != true || IsReopened(o)))
        {
            _crashed[ordinal] = new CrashedUnit(ordinal, (_crashed.GetValueOrDefault(ordinal)?.Deaths ?? 0) + 1, ordinals.Count == 1);
        }

        At = died.At;
    }

    private void Apply(BreakerOpened opened)
    {
        _breakers[opened.Key] = opened;
        At = opened.At;
    }

    private void Apply(BreakerClosed closed)
    {
        _breakers.Remove(closed.Key);
        At = closed.At;
    }
}
