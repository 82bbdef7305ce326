using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Simulation.Tests.World;
using Akka.Actor;

namespace ActorBackfill.Simulation.Tests.Checks;

/// <summary>Hears what the actors of one process tell each other, and checks at every message what must always be so.</summary>
internal sealed class Watch(SimulatedProcess process)
{
    private readonly HashSet<long> _open = [];
    private readonly HashSet<long> _withWriter = [];
    private readonly Dictionary<long, (IActorRef Worker, List<long> Ordinals)> _leases = [];

    private readonly HashSet<long> _hung = [];
    private readonly HashSet<long> _again = [];
    private readonly BreakerWatch _breakers = new(process);

    private SimulatedWorld World => process.World;

    /// <summary>What was wrong first, or null. Kept, because an exception within an actor would be the actor's.</summary>
    public Violation? Found { get; private set; }

    /// <summary>The units that were dealt and have no end yet.</summary>
    public string Open => string.Join(' ', _open.Select(o => World.Scenario.Plan.KeyOf(o)));

    public void Check(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            Found ??= World.Violation($"process {process.Number}: {otherwise}");
        }
    }

    public void OnTold(IActorRef actor, object message)
    {
        switch (message)
        {
            case AssignUnits assigned: OnAssigned(actor, assigned); break;
            case SlotLost lost: _hung.Add(World.Scenario.Plan.OrdinalAt(lost.Hung.Unit.Index)); break;
            case CloseUnits close: _breakers.OnClosing(close.Units); break;
            case RecordFacts facts: _breakers.OnFacts(facts); break;
            case QuarantineUnits park: OnParked(park); break;
            case HandOver handOver: OnHandedOver(handOver); break;
        }
    }

    public void OnTaken(IActorRef actor, object message)
    {
        process.Tell(() => $"{actor.Path.Name} <- {message}");
        _breakers.Judge();
        switch (message)
        {
            case SlotLost lost: _leases.Remove(lost.Lease); break;
            case UnitsOpenedAgain opened: OnOpened(opened); break;
            case LeaseEnded ended: _leases.Remove(ended.Lease); break;
            case RequestWork again: TakeBack(again.Worker); break;
            case UnitsAcknowledged settled: settled.Units.ToList().ForEach(u => OnSettled(u.Ordinal, isInSink: true)); break;
            case UnitsCloseAcknowledged closed: closed.Units.ToList().ForEach(u => OnSettled(u.Ordinal, isInSink: false)); break;
            case UnitsAlreadySettled already when actor.Equals(process.Supervisor): already.Units.ToList().ForEach(u => OnSettled(u.Unit.Ordinal, isInSink: true)); break;
            case CheckpointReady ready: OnReady(ready.State); break;
            case UnitsRefused refused: _withWriter.ExceptWith(refused.Units.Select(u => u.Result.Unit.Ordinal)); break;
        }
    }

    private void OnAssigned(IActorRef worker, AssignUnits assigned)
    {
        var ordinals = assigned.Units.Select(u => World.Scenario.Plan.OrdinalAt(u.Index)).ToList();
        process.Note($"deal {string.Join(',', assigned.Units.Select(u => $"{u.Index}.{u.Attempt}"))}");
        _leases[assigned.Lease] = (worker, ordinals);
        _open.UnionWith(ordinals);
        _hung.ExceptWith(ordinals);
        _breakers.OnAssigned(assigned);
        Check(_leases.Count <= process.MostWorkers, $"{_leases.Count} leases for {process.MostWorkers} workers");
        CheckWaves();
        CheckCredits();
    }

    // A worker that asks for work was made again; what it held runs again.
    private void TakeBack(IActorRef worker) =>
        _leases.Where(l => l.Value.Worker.Equals(worker)).Select(l => l.Key).ToList().ForEach(l => _leases.Remove(l));

    private void CheckWaves()
    {
        // What somebody wants again comes at once, whatever its wave.
        var waves = _open.Except(_again).Select(o => World.Scenario.Plan.IndexOfOrdinal(o) / World.Scenario.Plan.WaveSize).Distinct().Order().ToList();
        Check(waves.Count <= 1, $"waves {string.Join(" and ", waves)} overlap");
    }

    private void CheckCredits()
    {
        var pending = _leases.Values.SelectMany(l => l.Ordinals).Concat(_withWriter).Distinct().Count();
        var most = process.MostWorkers + World.Scenario.CreditUnits;
        Check(pending <= most, $"{pending} units would be fetched again after a crash; workers and credits allow {most}");
    }

    private void OnHandedOver(HandOver handOver)
    {
        var ordinals = handOver.Results.Select(r => r.Unit.Ordinal).ToList();
        Check(!_hung.Overlaps(ordinals), $"a slot that was lost has still handed over {string.Join(' ', ordinals.Select(o => World.Scenario.Plan.KeyOf(o)))}");
        _withWriter.UnionWith(ordinals);
    }

    private void OnOpened(UnitsOpenedAgain opened)
    {
        foreach (var (ordinal, _) in opened.Units)
        {
            _again.Add(ordinal);
            process.Source.Attempts.Remove(World.Scenario.Plan.IndexOfOrdinal(ordinal));
        }
    }

    // What was dealt and waits for another attempt has its end with that: its wave waits for it no longer.
    private void OnParked(QuarantineUnits park)
    {
        for (var i = 0; i + 1 < park.Units.Length; i += 2)
        {
            for (var ordinal = park.Units[i]; ordinal < park.Units[i] + park.Units[i + 1]; ordinal++)
            {
                Check(!_leases.Values.Any(l => l.Ordinals.Contains(ordinal)), $"{World.Scenario.Plan.KeyOf(ordinal)} is parked while it is worked on");
                _open.Remove(ordinal);
            }
        }
    }

    // A checkpoint that is made again says with its state what is settled.
    private void OnReady(CheckpointState state)
    {
        _breakers.OnReady(state);
        _open.Where(o => state.OutcomeOf(o)?.IsInLedger() == true).ToList().ForEach(o => OnSettled(o, isInSink: true));
    }

    private void OnSettled(long ordinal, bool isInSink)
    {
        _open.Remove(ordinal);
        _leases.Values.ToList().ForEach(l => l.Ordinals.Remove(ordinal));
        _withWriter.Remove(ordinal);
        var key = World.Scenario.Plan.KeyOf(ordinal)!;
        var outcome = World.Journal.State.OutcomeOf(ordinal);
        Check(outcome is not null, $"{key} was acknowledged but is not in the journal");
        Check(!isInSink || outcome?.IsInLedger() == true, $"{key} was acknowledged as settled but the journal says {outcome}");
        Check(!isInSink || World.Sink.Ledger.ContainsKey(key), $"{key} was acknowledged but is not in the ledger");
    }
}
