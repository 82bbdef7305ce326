using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Domain.Progress.Estimating;
using ActorBackfill.Engine.Dispatching;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Engine.Statistics;
using Akka.Actor;

namespace ActorBackfill.Engine.Supervising;

/// <summary>Where the time of the workers goes, and what the estimate of the end has to know.</summary>
public sealed partial class JobSupervisor
{
    private readonly WaitClock _waits = new();
    private readonly Dictionary<IActorRef, Held> _held = [];
    private WaitingGate? _gate;
    private Domain.Plans.Plan? _plan;
    private long? _started;
    private long? _began;

    // How long the run has worked; stands still while it is paused.
    private TimeSpan Worked => _began is { } began ? _working.GetElapsedTime(began) : TimeSpan.Zero;

    private TimeSpan Passed => _started is { } started ? _ports.Time.GetElapsedTime(started) : TimeSpan.Zero;

    private double? RateNow => _control.RequestsPerSecond ?? (_settings.Job.Source as HttpSourceDefinition)?.Limit.RequestsPerSecond;

    // While the run is paused, whoever holds a unit waits with it.
    private int IdleNow => IsPaused ? _count.Wanted : _idle.Count;

    private WaitReason IdleReason => IsPaused ? WaitReason.Paused
        : _journalDown is not null ? WaitReason.Journal
        : _sinkBlocked is not null ? WaitReason.Sink
        : _desk!.IdleReason;

    private Waits WaitsNow()
    {
        var (budget, closed) = _gate?.Waited() ?? default;
        return _desk is null ? Waits.None : _waits.Read(Passed, budget, closed);
    }

    private void BeginWaiting(RequestGate gate)
    {
        (_began, _started) = (_working.GetTimestamp(), _ports.Time.GetTimestamp());
        _gate = new WaitingGate(gate, _working);
        NoteSlots();
    }

    private BeginCounting Begin(Checkpointing.CheckpointReady ready, UnitCounts units)
    {
        _plan = ready.Plan;
        var toRun = _settings.RunsAgain ? units.Total : units.Open + units.Failed + ready.State.ReopenedCount;
        var estimator = new EtaEstimator(ready.Plan, ready.State, _settings.RunsAgain, _settings.Limit is not null);
        return new BeginCounting(ready.State.Run, units) { RowsBefore = ready.State.Rows, Eta = new RunEta(estimator, Math.Min(toRun, _settings.Limit ?? toRun)) };
    }

    private void OnSourceClosed(SourceClosed closed)
    {
        _gate?.SetClosed(closed.Reason is not null);
        _closedUntil = closed.Until;
        Changed(ref _sourceClosed, closed.Reason);
    }

    private void Hold(IActorRef worker, AssignUnits assigned) => _held[worker] = new Held(assigned.Units, Worked);

    private void LetGo(IActorRef worker) => _held.Remove(worker);

    // After every deal: whoever is idle now, is it for a reason.
    private void NoteSlots() => _waits.Set(Passed, _count.Wanted, IdleNow, IdleReason);

    private UnitsMeasured Measured(IEnumerable<(long Ordinal, int Milliseconds)> units) => new(Worked, _count.Wanted, [.. units]);

    private Gauges Gauges(string? waitingFor) => (_desk?.Gauges(waitingFor) ?? NoGauges) with
    {
        Control = Control,
        ClosedUntil = _closedUntil,
        Sequence = _sequence,
        Commits = _commits,
        Worked = Worked,
        Waits = WaitsNow(),
        Running = Running(Worked),
        NotReady = _desk?.NotReady ?? 0,
        HeldBy = _desk?.HeldBy,
        RequestsPerSecond = RateNow,
        Blocked = _held.Count == 0 && _desk?.NextDue(Now) is { } due && _desk.IdleReason is WaitReason.Retries or WaitReason.Closed ? due - Now.Elapsed : TimeSpan.Zero,
    };

    // A lease of several units does them one after the other: its first one stands for it.
    private ImmutableArray<RunningUnit> Running(TimeSpan now) => [.. _held.Values.Select(h => new RunningUnit(h.Units[0].Index, now - h.Since))];

    private readonly record struct Held(ImmutableArray<UnitAttempt> Units, TimeSpan Since);
}
