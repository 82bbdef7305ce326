namespace Akka.Persistence;

/// <summary>Which snapshots; all bounds are included.</summary>
/// <param name="maxSequenceNr">The highest number.</param>
/// <param name="maxTimeStamp">The latest time.</param>
/// <param name="minSequenceNr">The lowest number.</param>
/// <param name="minTimestamp">The earliest time; null for any.</param>
public sealed class SnapshotSelectionCriteria(
    long maxSequenceNr, DateTime maxTimeStamp, long minSequenceNr = 0L, DateTime? minTimestamp = null)
    : IEquatable<SnapshotSelectionCriteria>
{
    /// <summary>Selects by number alone.</summary>
    /// <param name="maxSequenceNr">The highest number.</param>
    public SnapshotSelectionCriteria(long maxSequenceNr)
        : this(maxSequenceNr, DateTime.MaxValue)
    {
    }

    /// <summary>Gets the criteria of the newest snapshot.</summary>
    public static SnapshotSelectionCriteria Latest { get; } = new(long.MaxValue, DateTime.MaxValue);

    /// <summary>Gets the criteria that no snapshot fulfils.</summary>
    public static SnapshotSelectionCriteria None { get; } = new(0L, DateTime.MinValue);

    /// <summary>Gets the highest number.</summary>
    public long MaxSequenceNr { get; } = maxSequenceNr;

    /// <summary>Gets the latest time.</summary>
    public DateTime MaxTimeStamp { get; } = maxTimeStamp;

    /// <summary>Gets the lowest number.</summary>
    public long MinSequenceNr { get; } = minSequenceNr;

    /// <summary>Gets the earliest time.</summary>
    public DateTime? MinTimestamp { get; } = minTimestamp ?? DateTime.MinValue;

    /// <inheritdoc />
    public bool Equals(SnapshotSelectionCriteria? other) =>
        other is not null && MaxSequenceNr == other.MaxSequenceNr && MaxTimeStamp == other.MaxTimeStamp
        && MinSequenceNr == other.MinSequenceNr && MinTimestamp == other.MinTimestamp;

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SnapshotSelectionCriteria);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(MaxSequenceNr, MaxTimeStamp, MinSequenceNr, MinTimestamp);

    /// <inheritdoc />
    public override string ToString() =>
        $"SnapshotSelectionCriteria<maxSeqNr: {MaxSequenceNr}, maxTimestamp: {MaxTimeStamp:yyyy/MM/dd}, minSeqNr: {MinSequenceNr}, minTimestamp: {MinTimestamp:yyyy/MM/dd}>";

    internal SnapshotSelectionCriteria Limit(long toSequenceNr) =>
        toSequenceNr < MaxSequenceNr ? new SnapshotSelectionCriteria(toSequenceNr, MaxTimeStamp, MinSequenceNr, MinTimestamp) : this;

    internal bool Matches(SnapshotMetadata metadata) =>
        metadata.SequenceNr <= MaxSequenceNr && metadata.Timestamp <= MaxTimeStamp
        && metadata.SequenceNr >= MinSequenceNr && metadata.Timestamp >= MinTimestamp;
}
