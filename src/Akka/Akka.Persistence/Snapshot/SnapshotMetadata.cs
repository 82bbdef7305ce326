namespace Akka.Persistence;

/// <summary>Names a snapshot.</summary>
/// <param name="persistenceId">Whose it is.</param>
/// <param name="sequenceNr">The number of the last event in it.</param>
/// <param name="timestamp">When it was taken, UTC.</param>
public sealed class SnapshotMetadata(string persistenceId, long sequenceNr, DateTime timestamp) : IEquatable<SnapshotMetadata>
{
    /// <summary>Names a snapshot without its time.</summary>
    /// <param name="persistenceId">Whose it is.</param>
    /// <param name="sequenceNr">The number of the last event in it.</param>
    public SnapshotMetadata(string persistenceId, long sequenceNr)
        : this(persistenceId, sequenceNr, TimestampNotSpecified)
    {
    }

    /// <summary>Gets the time that stands for none.</summary>
    public static DateTime TimestampNotSpecified => DateTime.MinValue;

    /// <summary>Gets whose it is.</summary>
    public string PersistenceId { get; } = persistenceId;

    /// <summary>Gets the number of the last event in it.</summary>
    public long SequenceNr { get; } = sequenceNr;

    /// <summary>Gets when it was taken, UTC.</summary>
    public DateTime Timestamp { get; } = timestamp;

    /// <inheritdoc />
    public bool Equals(SnapshotMetadata? other) =>
        other is not null && PersistenceId == other.PersistenceId && SequenceNr == other.SequenceNr && Timestamp == other.Timestamp;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SnapshotMetadata);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(PersistenceId, SequenceNr, Timestamp);

    /// <inheritdoc />
    public override string ToString() => $"SnapshotMetadata<pid: {PersistenceId}, seqNr: {SequenceNr}, timestamp: {Timestamp:yyyy/MM/dd}>";
}
