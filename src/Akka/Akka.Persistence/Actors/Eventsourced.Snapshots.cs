namespace Akka.Persistence;

/// <content>Snapshots and deletions; each is answered by a message.</content>
public abstract partial class Eventsourced
{
    /// <summary>Loads a snapshot; answered by <see cref="LoadSnapshotResult"/> or <see cref="LoadSnapshotFailed"/>.</summary>
    /// <param name="persistenceId">Whose.</param>
    /// <param name="criteria">Which.</param>
    /// <param name="toSequenceNr">The highest number, included.</param>
    public void LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr) =>
        SnapshotStore.Tell(new LoadSnapshot(persistenceId, criteria, toSequenceNr), Self);

    /// <summary>Saves the state as of <see cref="SnapshotSequenceNr"/>; answered by <see cref="SaveSnapshotSuccess"/> or <see cref="SaveSnapshotFailure"/>.</summary>
    /// <param name="snapshot">The state; it must not change any more.</param>
    public void SaveSnapshot(object snapshot) =>
        SnapshotStore.Tell(new SaveSnapshot(new SnapshotMetadata(SnapshotterId, SnapshotSequenceNr), snapshot), Self);

    /// <summary>Deletes a snapshot; answered by <see cref="DeleteSnapshotSuccess"/> or <see cref="DeleteSnapshotFailure"/>.</summary>
    /// <param name="sequenceNr">Its number.</param>
    public void DeleteSnapshot(long sequenceNr) =>
        SnapshotStore.Tell(new DeleteSnapshot(new SnapshotMetadata(SnapshotterId, sequenceNr)), Self);

    /// <summary>Deletes snapshots; answered by <see cref="DeleteSnapshotsSuccess"/> or <see cref="DeleteSnapshotsFailure"/>.</summary>
    /// <param name="criteria">Which.</param>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) =>
        SnapshotStore.Tell(new DeleteSnapshots(SnapshotterId, criteria), Self);

    /// <summary>Deletes events; answered by <see cref="DeleteMessagesSuccess"/> or <see cref="DeleteMessagesFailure"/>.</summary>
    /// <param name="toSequenceNr">The last, included; <see cref="long.MaxValue"/> for all.</param>
    public void DeleteMessages(long toSequenceNr)
    {
        if (toSequenceNr == long.MaxValue || toSequenceNr <= LastSequenceNr)
        {
            Journal.Tell(new DeleteMessagesTo(PersistenceId, toSequenceNr, Self), Self);
            return;
        }
        var refusal = new InvalidOperationException(
            $"toSequenceNr [{toSequenceNr}] must be less than or equal to LastSequenceNr [{LastSequenceNr}]");
        Self.Tell(new DeleteMessagesFailure(refusal, toSequenceNr), Self);
    }
}
