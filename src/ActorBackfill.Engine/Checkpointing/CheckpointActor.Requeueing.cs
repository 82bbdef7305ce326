using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using Akka.Actor;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>Units that somebody opens again while the run goes on.</summary>
internal sealed partial class CheckpointActor
{
    // By the last event of each request.
    private readonly Dictionary<UnitsRequeued, UnitsOpenedAgain> _requeues = new(ReferenceEqualityComparer.Instance);

    private void OnRequeueUnits(RequeueUnits requeue)
    {
        var opened = requeue.Units.Select(o => (o, _state.IsReopened(o) ? null : _state.OutcomeOf(o))).ToImmutableArray();
        var open = new OrdinalSet();
        foreach (var (ordinal, _) in opened.Where(u => u.Item2 is not null))
        {
            open.Add(ordinal);
        }

        var answer = new UnitsOpenedAgain(requeue.Id, opened);
        var events = EventParts.Of(open.Runs()).Select(part => new UnitsRequeued(requeue.Who, Now, part, requeue.Reason)).ToList();
        if (events.Count == 0)
        {
            // The one before this actor had written it, and was gone before it could say so.
            Context.Parent.Tell(answer);
            return;
        }

        _requeues[events[^1]] = answer;
        events.ForEach(Append);
    }

    private void TellOpened(UnitsRequeued requeued)
    {
        if (_requeues.Remove(requeued, out var opened))
        {
            Context.Parent.Tell(opened);
        }
    }
}
