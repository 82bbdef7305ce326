using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Domain.Checkpoints;

/// <summary>What the journal says about plans.</summary>
public sealed partial class CheckpointState
{
    private OrdinalSet _dropped = new();

    /// <summary>Gets what the last run was to do; null before the first run that recorded it.</summary>
    public PlanRecorded? Plan { get; private set; }

    /// <summary>Gets whether somebody agreed that a settled unit is no longer in the plan.</summary>
    /// <param name="ordinal">Which.</param>
    public bool IsDropped(long ordinal) => _dropped.Contains(ordinal);

    private void Apply(PlanRecorded recorded) => (Plan, At) = (recorded, recorded.At);

    private void Apply(UnitsDropped dropped)
    {
        foreach (var ordinal in Ordinals(dropped.Units).All())
        {
            _dropped.Add(ordinal);
        }

        At = dropped.At;
    }

    private void Apply(UnitsForgotten forgotten)
    {
        (_done, _empty, _reopened, _dropped) = (new(), new(), new(), new());
        _closed.Clear();
        _crashed.Clear();
        _breakers.Clear();
        (Plan, At) = (null, forgotten.At);
    }
}
