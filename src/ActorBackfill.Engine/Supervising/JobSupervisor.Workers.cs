using System.Collections.Immutable;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Dispatching;
using Akka.Actor;

namespace ActorBackfill.Engine.Supervising;

/// <summary>What each worker does and has done. Those that were let go are forgotten, so that this is never more than the workers there are.</summary>
public sealed partial class JobSupervisor
{
    private readonly Dictionary<IActorRef, Tally> _tallies = [];

    private void NoteWork(LeaseEnded ended)
    {
        var before = _tallies.GetValueOrDefault(ended.Worker);
        var units = _held.TryGetValue(ended.Worker, out var held) ? held.Units.Length : 0;
        _tallies[ended.Worker] = new Tally(
            before.Units + units, before.Rows + ended.Rows, before.Requests + ended.Requests, before.Busy + ended.Elapsed);
    }

    private void LetGoForGood(IActorRef worker)
    {
        _tallies.Remove(worker);
        worker.Tell(DrainWorker.Instance);
    }

    private RunDetail Detail() => new()
    {
        Workers = [.. _held.OrderBy(h => h.Value.Since).Select(h => Busy(h.Key, h.Value)), .. _idle.Select(Idle)],
        Breakers = [.. _desk?.Watch.Open.OfType<Domain.Checkpoints.BreakerOpened>() ?? []],
    };

    private WorkerNow Busy(IActorRef worker, Held held) =>
        Of(worker, IsPaused ? "paused" : _sourceClosed is not null ? "waiting" : "running") with
        {
            Unit = _plan?.UnitAt(held.Units[0].Index).Key,
            Units = held.Units.Length,
            Attempt = held.Units[0].Attempt,
            HeldSeconds = (Worked - held.Since).TotalSeconds,
        };

    private WorkerNow Idle(IActorRef worker) => Of(worker, IsPaused ? "paused" : "waiting") with { Idle = IdleReason };

    private WorkerNow Of(IActorRef worker, string state)
    {
        var tally = _tallies.GetValueOrDefault(worker);
        return new WorkerNow(worker.Path.Name, state)
        {
            UnitsEnded = tally.Units,
            Rows = tally.Rows,
            Requests = tally.Requests,
            BusySeconds = tally.Busy.TotalSeconds,
        };
    }

    private readonly record struct Tally(long Units, long Rows, long Requests, TimeSpan Busy);
}
