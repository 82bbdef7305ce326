using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>What the run before this one was working on when its process died.</summary>
internal sealed partial class CheckpointActor
{
    // Of so many at once none is told to be the one; and they fit one event.
    private const int MostInFlight = 1_000;

    private IEnumerable<ProcessDied> Died()
    {
        if (_ports.InFlight.Left is not { Ordinals.IsEmpty: false } left || left.RunId != _state.RunId || _state.LastEnd is not null)
        {
            return [];
        }

        var units = new OrdinalSet();
        foreach (var ordinal in left.Ordinals.Take(MostInFlight))
        {
            units.Add(ordinal);
        }

        return EventParts.Of(units.Runs()).Select(part => new ProcessDied(left.RunId, Now, part));
    }
}
