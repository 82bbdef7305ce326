using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>An actor whose state is the sum of its events, which a journal keeps.</summary>
public abstract partial class Eventsourced : ActorBase, IWithUnboundedStash
{
    private static int _instances;

    /// <summary>The system's journals and snapshot stores.</summary>
    protected readonly PersistenceExtension Extension;

    private readonly int _instanceId = Interlocked.Increment(ref _instances);
    private readonly string _writerGuid = Guid.NewGuid().ToString();
    private readonly HeldBackCommands _internalStash;
    private PersistentStash? _stash;
    private ILoggingAdapter? _log;
    private IActorRef? _journal;
    private IActorRef? _snapshotStore;
    private Phase _phase = Phase.WaitingForPermit;
    private long _sequenceNr;

    /// <summary>Takes its place in the system; recovery begins after the constructor.</summary>
    protected Eventsourced()
    {
        Extension = Persistence.Instance.Apply(Context.System);
        _internalStash = new HeldBackCommands((ActorCell)Context);
    }

    // What the actor is doing; each message is handled by what its phase says.
    private enum Phase
    {
        WaitingForPermit,
        LoadingSnapshot,
        Replaying,
        Processing,
        Persisting,
    }

    /// <summary>Gets the id under which the events are kept; it never changes and no two living actors share it.</summary>
    public abstract string PersistenceId { get; }

    /// <summary>Gets how the state is got back at the start.</summary>
    public virtual Recovery Recovery => Recovery.Default;

    /// <summary>Gets or sets the commands put aside by the actor itself.</summary>
    public IStash Stash
    {
        get => _stash!;
        set => _stash = new PersistentStash(value, _internalStash);
    }

    /// <summary>Gets or sets the path of the journal's settings; null for the default journal.</summary>
    public string? JournalPluginId { get; protected set; }

    /// <summary>Gets or sets the path of the snapshot store's settings; null for the default store.</summary>
    public string? SnapshotPluginId { get; protected set; }

    /// <summary>Gets the journal.</summary>
    public IActorRef Journal => _journal ??= Extension.JournalFor(JournalPluginId);

    /// <summary>Gets the snapshot store.</summary>
    public IActorRef SnapshotStore => _snapshotStore ??= Extension.SnapshotStoreFor(SnapshotPluginId);

    /// <summary>Gets the id under which snapshots are kept.</summary>
    public string SnapshotterId => PersistenceId;

    /// <summary>Gets a value indicating whether snapshot or events are still being replayed.</summary>
    public bool IsRecovering { get; private set; } = true;

    /// <summary>Gets a value indicating whether all was replayed.</summary>
    public bool IsRecoveryFinished => !IsRecovering;

    /// <summary>Gets the number of the last event that was replayed or stored; 0 before the first.</summary>
    public long LastSequenceNr { get; private set; }

    /// <summary>Gets the number that a snapshot taken now would have.</summary>
    public long SnapshotSequenceNr => LastSequenceNr;

    /// <summary>Gets the actor's log.</summary>
    protected virtual ILoggingAdapter Log => _log ??= Context.GetLogger();

    /// <summary>Handles an event, a snapshot or the end of the recovery; never stores anything.</summary>
    /// <param name="message">An event, <see cref="SnapshotOffer"/> or <see cref="RecoveryCompleted"/>.</param>
    /// <returns>Whether it was handled.</returns>
    protected abstract bool ReceiveRecover(object message);

    /// <summary>Handles a command.</summary>
    /// <param name="message">The command.</param>
    /// <returns>Whether it was handled.</returns>
    protected abstract bool ReceiveCommand(object message);
}
