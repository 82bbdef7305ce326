namespace Akka.Persistence;

/// <summary>A message to or from a snapshot store.</summary>
public interface ISnapshotMessage : IPersistenceMessage;

/// <summary>A message to a snapshot store.</summary>
public interface ISnapshotRequest : ISnapshotMessage;

/// <summary>A message from a snapshot store to a persistent actor.</summary>
public interface ISnapshotResponse : ISnapshotMessage;

/// <summary>A snapshot with its name.</summary>
/// <param name="metadata">Its name.</param>
/// <param name="snapshot">The state.</param>
public sealed class SelectedSnapshot(SnapshotMetadata metadata, object snapshot)
{
    /// <summary>Gets its name.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;

    /// <summary>Gets the state.</summary>
    public object Snapshot { get; } = snapshot;
}

/// <summary>Event of a recovery: the snapshot from which it starts, before any event.</summary>
/// <param name="metadata">Its name.</param>
/// <param name="snapshot">The state.</param>
public sealed class SnapshotOffer(SnapshotMetadata metadata, object snapshot)
{
    /// <summary>Gets its name.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;

    /// <summary>Gets the state.</summary>
    public object Snapshot { get; } = snapshot;
}

/// <summary>Command, actor to snapshot store: load the newest that fits.</summary>
/// <param name="persistenceId">Whose.</param>
/// <param name="criteria">Which.</param>
/// <param name="toSequenceNr">The highest number, included.</param>
public sealed class LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr) : ISnapshotRequest
{
    /// <summary>Gets whose.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Gets which.</summary>
    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    /// <summary>Gets the highest number, included.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;
}

/// <summary>Command, actor to snapshot store: save this.</summary>
/// <param name="metadata">Its name.</param>
/// <param name="snapshot">The state.</param>
public sealed class SaveSnapshot(SnapshotMetadata metadata, object snapshot) : ISnapshotRequest
{
    /// <summary>Gets its name.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;

    /// <summary>Gets the state.</summary>
    public object Snapshot { get; } = snapshot;
}

/// <summary>Command, actor to snapshot store: delete one.</summary>
/// <param name="metadata">Its name.</param>
public sealed class DeleteSnapshot(SnapshotMetadata metadata) : ISnapshotRequest
{
    /// <summary>Gets its name.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;
}

/// <summary>Command, actor to snapshot store: delete all that fit.</summary>
/// <param name="persistenceId">Whose.</param>
/// <param name="criteria">Which.</param>
public sealed class DeleteSnapshots(string persistenceId, SnapshotSelectionCriteria criteria) : ISnapshotRequest
{
    /// <summary>Gets whose.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Gets which.</summary>
    public SnapshotSelectionCriteria Criteria { get; } = criteria;
}

/// <summary>Event, snapshot store to actor: what was found.</summary>
/// <param name="snapshot">The snapshot; null for none.</param>
/// <param name="toSequenceNr">The highest number that was asked for.</param>
public sealed class LoadSnapshotResult(SelectedSnapshot? snapshot, long toSequenceNr) : ISnapshotResponse
{
    /// <summary>Gets the snapshot; null for none.</summary>
    public SelectedSnapshot? Snapshot { get; } = snapshot;

    /// <summary>Gets the highest number that was asked for.</summary>
    public long ToSequenceNr { get; } = toSequenceNr;
}

/// <summary>Event, snapshot store to actor: the load failed.</summary>
/// <param name="cause">Why.</param>
public sealed class LoadSnapshotFailed(Exception cause) : ISnapshotResponse
{
    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;
}
