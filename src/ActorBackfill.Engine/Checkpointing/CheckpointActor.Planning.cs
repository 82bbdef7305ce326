using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>What the journal is told of a run's plan, once, right after the run's start.</summary>
internal sealed partial class CheckpointActor
{
    private List<ICheckpointEvent> Planned()
    {
        var events = new List<ICheckpointEvent>();
        if (_settings.Replans)
        {
            events.AddRange(Replanned());
        }

        events.Add(new PlanRecorded(_settings.RunId, Now, _whole!.Shape, _whole.Fingerprint, _whole.Count, PlanChange.PartsOf(_whole))
        {
            Selection = _settings.Selection.IsEverything ? null : ClosedUnit.Shorten(_settings.Selection.ToString()),
            Limit = _settings.Limit,
            Code = _settings.Code,
        });
        return events;
    }

    private IEnumerable<ICheckpointEvent> Replanned()
    {
        var flagged = _settings.Job.Dimensions.OfType<CalendarDimensionDefinition>().Where(d => d.IsFromFlags).Select(d => d.Name).ToList();
        var change = PlanChange.Of(_state, _whole!, flagged);
        return change.Altered is { } shape
            ? [new UnitsForgotten(_settings.RunId, Now, shape)]
            : EventParts.Of(change.Dropped.Runs()).Select(part => new UnitsDropped(_settings.RunId, Now, part));
    }

    // What the journal has of the plan now, or what of it is stale, runs again: in this run or, if it is cut off, in the next.
    private List<UnitsReopened> Reopened()
    {
        var units = new OrdinalSet();
        foreach (var ordinal in (_settings.RunsAgain ? _state.Settled : Stale()).Where(o => _plan!.IndexOfOrdinal(o) >= 0))
        {
            units.Add(ordinal);
        }

        return EventParts.Of(units.Runs()).Select(part => new UnitsReopened(_settings.RunId, Now, part)).ToList();
    }

    private IEnumerable<long> Stale()
    {
        foreach (var (first, count) in _settings.Stale)
        {
            for (var i = 0L; i < count; i++)
            {
                yield return first + i;
            }
        }
    }
}
