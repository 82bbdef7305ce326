using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>
/// Serialises everything that is known about a job into its journal: one event a sink commit, appended before anybody is told. At every
/// start it brings journal and ledger together first. A journal that fails stops it; the supervisor makes a new one, which finds in the
/// sink's outbox what the journal missed.
/// </summary>
internal sealed partial class CheckpointActor : ReceivePersistentActor
{
    private readonly RunSettings _settings;
    private readonly RunPorts _ports;
    private readonly IActorRef _committer;
    private readonly long? _acknowledged;
    private readonly bool _usesSnapshot;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private CheckpointState _state = new();
    private Plan? _plan;
    private Plan? _whole;

    public CheckpointActor(RunSettings settings, RunPorts ports, IActorRef committer, long? acknowledged, bool usesSnapshot)
    {
        (_settings, _ports, _committer, _acknowledged, _usesSnapshot) = (settings, ports, committer, acknowledged, usesSnapshot);
        Recover<SnapshotOffer>(offer => (_state, _snapshot) = (CheckpointState.From((CheckpointSnapshot)offer.Snapshot), offer.Metadata.SequenceNr));
        Recover<ICheckpointEvent>(ApplyOlder);
        Recover<RecoveryCompleted>(_ => Reconcile());
        Become(Reconciling);
    }

    /// <inheritdoc/>
    public override string PersistenceId => JournalName.Of(_settings.Job.IdentityText);

    /// <inheritdoc/>
    public override Recovery Recovery => new(_usesSnapshot ? SnapshotSelectionCriteria.Latest : SnapshotSelectionCriteria.None);

    private DateTimeOffset Now => _ports.Time.GetUtcNow();

    /// <param name="settings">The run.</param>
    /// <param name="ports">What the run works with.</param>
    /// <param name="committer">Gets this actor's address.</param>
    /// <param name="acknowledged">
    /// The last commit of this run whose units the supervisor knows to be settled, 0 for none; null for the run's first checkpoint, the
    /// only one that claims the sink.
    /// </param>
    /// <param name="usesSnapshot">Whether recovery begins at the newest snapshot; otherwise it reads every event.</param>
    public static Props For(RunSettings settings, RunPorts ports, IActorRef committer, long? acknowledged, bool usesSnapshot = true) =>
        Props.Create(() => new CheckpointActor(settings, ports, committer, acknowledged, usesSnapshot));

    // What fails here is logged by the supervisor, once an outage; this actor is stopped by Akka, or stops itself.
    /// <inheritdoc/>
    protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
        Context.Parent.Tell(new CheckpointUnreadable($"The journal cannot be read: {Innermost(reason)}"));

    /// <inheritdoc/>
    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Context.Parent.Tell(new CheckpointRefused(RunRefusal.JournalUnusable, $"The journal cannot be written: {Innermost(cause)}"));

    // By itself a rejected event is a log line and a commit that the journal never has.
    /// <inheritdoc/>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        Context.Parent.Tell(new CheckpointRefused(
            RunRefusal.JournalUnusable, $"The journal rejected {@event.GetType().Name} {sequenceNr}: {Innermost(cause)}"));
        Context.Stop(Self);
    }

    private static string Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e.Message;

    private void Reconciling()
    {
        Command<Reconciled>(OnReconciled);
        Command<Status.Failure>(OnReconciliationFailed);
        CommandAny(_ => Stash.Stash());
    }

    private void Running()
    {
        Command<GroupCommitted>(OnGroupCommitted);
        Command<UnitsAlreadySettled>(OnAlreadySettled);
        Command<CloseUnits>(OnCloseUnits);
        Command<RecordChange>(record => Append(record.Change));
        Command<RecordFacts>(OnRecordFacts);
        Command<RequeueUnits>(OnRequeueUnits);
        Command<QuarantineUnits>(OnQuarantineUnits);
        Command<EndRun>(end => Append(new RunEnded(_settings.RunId, Now, end.End)));
        Command<SaveSnapshotSuccess>(OnSnapshotSaved);
        Command<SaveSnapshotFailure>(OnSnapshotFailed);
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(e => _log.Warning(e.Cause, "Old snapshots could not be deleted"));
    }

    private void Reconcile()
    {
        try
        {
            _plan = MakePlan(out var registered);
            var (ledger, runId, claims) = (_ports.Sink.Ledger, _settings.RunId, _acknowledged is null && _state.RunId != _settings.RunId);
            var reconciliation = new Reconciliation(_state.Copy(), _plan, ledger, _settings.AdoptsSink, HasUnknown, Now);
            _ = _ports.Start(() => Task.FromResult(Agree(reconciliation, ledger, runId, claims, registered)))
                .PipeTo(Self, success: r => r, failure: e => new Status.Failure(e));
        }
        catch (PlanException e)
        {
            Context.Parent.Tell(new CheckpointRefused(RunRefusal.NoPlan, e.Message));
            Context.Stop(Self);
        }
    }

    // Runs on a pool thread: the ledger's driver blocks. The fence is set before the ledger is read for good, so that no commit of
    // another run comes in between.
    private static Reconciled Agree(Reconciliation reconciliation, ILedger ledger, string runId, bool claims, ImmutableArray<ICheckpointEvent> first)
    {
        _ = reconciliation.Decide();
        if (claims)
        {
            ledger.Claim(runId);
        }
        else if (ledger.Position()?.RunId is var owner && owner != runId)
        {
            // Claimed once and never again: a run that was frozen must not take the sink back from the run that follows it.
            throw new FenceLostException($"the sink is run {owner}'s now; run {runId} wrote nothing");
        }

        var decided = reconciliation.Decide();
        return decided with { Events = [.. first, .. decided.Events], SinkId = ledger.Position()?.SinkId ?? "" };
    }

    private Plan MakePlan(out ImmutableArray<ICheckpointEvent> registered)
    {
        var events = ImmutableArray.CreateBuilder<ICheckpointEvent>();
        foreach (var (dimension, values) in _state.Registry.Missing(_settings.Job.Dimensions))
        {
            var first = _state.Registry.CountOf(dimension);
            foreach (var part in EventParts.Of(values))
            {
                events.Add(new ValuesRegistered(dimension, first, part));
                first += part.Length;
            }
        }

        registered = events.ToImmutable();
        _whole = Plan.Create(_settings.Job.Dimensions, _state.Registry, Now);
        return _whole.Select(_settings.Selection);
    }

    private void OnReconciled(Reconciled reconciled)
    {
        var events = reconciled.Events;
        var isFirst = _state.RunId != _settings.RunId;
        var reopens = isFirst && (_settings.RunsAgain || !_settings.Stale.IsEmpty);
        if (isFirst)
        {
            events = [.. events, .. Died(), Started(reconciled.SinkId), .. Planned()];
        }

        // Persist stashes commands until each is written, so that nothing overtakes the reconciliation.
        PersistAll(events, ApplyOlder);
        DeferAsync(reconciled, done =>
        {
            if (reopens)
            {
                PersistAll(Reopened(), ApplyOlder);
            }

            DeferAsync(done, all => Begin(all.Notes));
        });
    }

    private RunStarted Started(string sinkId) => new(
        _state.Run + 1,
        _settings.RunId,
        Now,
        _settings.Job.IdentityText,
        sinkId,
        _plan!.Fingerprint,
        _plan.Count,
        _settings.RunsAgain,
        _settings.Host,
        _settings.ProcessId);

    private void Begin(ImmutableArray<string> notes)
    {
        foreach (var note in notes)
        {
            _log.Warning("Journal and sink: {Note}", note);
        }

        _isBehind = false;
        _queued = _state.N;
        Become(Running);
        Stash.UnstashAll();
        if (!_usesSnapshot && LastSequenceNr > 0)
        {
            // The newest one could not be used: this one takes its place.
            TakeSnapshot();
        }

        _committer.Tell(new UseCheckpoint(Self, _state.N));
        Context.Parent.Tell(new CheckpointReady(_state.Copy(), _plan!, notes) { Sequence = LastSequenceNr });
        Write();
    }

    private void OnReconciliationFailed(Status.Failure failure)
    {
        Context.Parent.Tell(failure.Cause switch
        {
            ReconciliationException e => new CheckpointRefused(e.Refusal, e.Message),
            FenceLostException e => new CheckpointFenced(e.Message),
            _ => (object)new CheckpointRefused(RunRefusal.SinkUnusable, $"The sink's ledger cannot be read: {Innermost(failure.Cause)}"),
        });
        Context.Stop(Self);
    }

    // Events from before this actor was ready. Commits of this very run are among them when it is not the run's first checkpoint.
    private void ApplyOlder(ICheckpointEvent older)
    {
        _state.Apply(older);
        if (older is UnitsSettled settled && settled.RunId == _settings.RunId && settled.N > (_acknowledged ?? 0))
        {
            Context.Parent.Tell(new UnitsAcknowledged(settled.N, settled.Unpack()) { Sequence = LastSequenceNr });
        }
    }
}
