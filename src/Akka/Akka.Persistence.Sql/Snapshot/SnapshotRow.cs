namespace Akka.Persistence.Sql.Snapshot;

/// <summary>A row of the table <c>snapshot</c>.</summary>
internal sealed record SnapshotRow(string PersistenceId, long SequenceNr, long Created, byte[] Snapshot, string? Manifest, int? SerializerId);

/// <summary>Which snapshots of one actor, all four bounds included; times in UTC ticks.</summary>
internal sealed record SnapshotRange(string PersistenceId, long MinSequenceNr, long MaxSequenceNr, long From, long To)
{
    public static SnapshotRange Of(string persistenceId, SnapshotSelectionCriteria criteria) => new(
        persistenceId,
        criteria.MinSequenceNr,
        criteria.MaxSequenceNr,
        criteria.MinTimestamp?.Ticks ?? 0,
        criteria.MaxTimeStamp.Ticks);

    // A snapshot that is named without its time is meant whenever it was taken.
    public static SnapshotRange Of(SnapshotMetadata metadata) => new(
        metadata.PersistenceId,
        metadata.SequenceNr,
        metadata.SequenceNr,
        0,
        metadata.Timestamp == SnapshotMetadata.TimestampNotSpecified ? DateTime.MaxValue.Ticks : metadata.Timestamp.Ticks);
}
