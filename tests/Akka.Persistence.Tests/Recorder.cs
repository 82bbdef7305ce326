using Akka.Actor;

namespace Akka.Persistence.Tests;

/// <summary>Command: run this inside the actor.</summary>
public sealed record Do(Action<Recorder> Act);

/// <summary>Command: run this task inside the actor.</summary>
public sealed record DoAsync(Func<Recorder, Task> Act);

/// <summary>A persistent actor that does what it is told and reports all that happens to it.</summary>
public sealed class Recorder : ReceivePersistentActor, IWithTimers
{
    private readonly IActorRef _probe;
    private readonly Recovery _recovery;

    public Recorder(string id, IActorRef probe, Recovery recovery)
    {
        PersistenceId = id;
        _probe = probe;
        _recovery = recovery;
        Recover<SnapshotOffer>(offer => Note($"snapshot {offer.Metadata.SequenceNr} {offer.Snapshot}"));
        Recover<RecoveryCompleted>(_ => Note($"recovered {LastSequenceNr}"));
        Recover<Bomb>(_ => throw new InvalidOperationException("bomb"));
        RecoverAny(e => Note($"replayed {e}"));
        Command<Do>(command => command.Act(this));
        CommandAsync<DoAsync>(command => command.Act(this));
        Command<string>(text => Note($"command {text}"));
        Command<SaveSnapshotSuccess>(saved => Note($"saved {saved.Metadata.SequenceNr}"));
        Command<SaveSnapshotFailure>(failed => Note($"not saved: {failed.Cause.Message}"));
        Command<DeleteMessagesSuccess>(deleted => Note($"deleted {deleted.ToSequenceNr}"));
        Command<DeleteMessagesFailure>(failed => Note($"not deleted: {failed.Cause.Message}"));
        Command<DeleteSnapshotSuccess>(deleted => Note($"snapshot deleted {deleted.Metadata.SequenceNr}"));
        Command<DeleteSnapshotsSuccess>(deleted => Note($"snapshots deleted {deleted.Criteria.MaxSequenceNr}"));
    }

    public override string PersistenceId { get; }

    public override Recovery Recovery => _recovery;

    public ITimerScheduler Timers { get; set; } = null!;

    public new IActorRef Sender => base.Sender;

    public new IActorRef Self => base.Self;

    public static Props For(string id, IActorRef probe) => For(id, probe, Recovery.Default);

    public static Props For(string id, IActorRef probe, Recovery recovery) => Props.Create(() => new Recorder(id, probe, recovery));

    public void Note(string text) => _probe.Tell(text, Self);

    /// <summary>Stores an event and reports it.</summary>
    public void Store(string e) => Persist(e, stored => Note($"stored {stored}"));

    /// <summary>Stores an event beside other commands and reports it.</summary>
    public void StoreAsync(string e) => PersistAsync(e, stored => Note($"stored {stored}"));

    public void BecomeDeaf() => Become(() => CommandAny(message => Note($"deaf to {message}")));

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Note($"failed {@event} {sequenceNr}: {cause.GetType().Name}");

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Note($"rejected {@event} {sequenceNr}: {cause.Message}");

    protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
        Note($"not recovered at {message ?? "nothing"}: {reason.Message}");

    protected override void PostStop()
    {
        Note("ended");
        base.PostStop();
    }
}

/// <summary>An event that cannot be replayed.</summary>
public sealed record Bomb;
