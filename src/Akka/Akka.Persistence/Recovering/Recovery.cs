namespace Akka.Persistence;

/// <summary>How a persistent actor gets its state back when it starts.</summary>
public sealed class Recovery
{
    /// <summary>From the newest snapshot through all events.</summary>
    public Recovery()
        : this(SnapshotSelectionCriteria.Latest)
    {
    }

    /// <summary>From a chosen snapshot through all events.</summary>
    /// <param name="fromSnapshot">Which snapshots may be used.</param>
    public Recovery(SnapshotSelectionCriteria? fromSnapshot)
        : this(fromSnapshot, long.MaxValue)
    {
    }

    /// <summary>From a chosen snapshot through some events.</summary>
    /// <param name="fromSnapshot">Which snapshots may be used.</param>
    /// <param name="toSequenceNr">The last event, included.</param>
    public Recovery(SnapshotSelectionCriteria? fromSnapshot, long toSequenceNr)
        : this(fromSnapshot, toSequenceNr, long.MaxValue)
    {
    }

    /// <summary>From a chosen snapshot through some events.</summary>
    /// <param name="fromSnapshot">Which snapshots may be used; null for the newest.</param>
    /// <param name="toSequenceNr">The last event, included.</param>
    /// <param name="replayMax">The most events.</param>
    public Recovery(SnapshotSelectionCriteria? fromSnapshot = null, long toSequenceNr = long.MaxValue, long replayMax = long.MaxValue)
    {
        FromSnapshot = fromSnapshot ?? SnapshotSelectionCriteria.Latest;
        ToSequenceNr = toSequenceNr;
        ReplayMax = replayMax;
    }

    /// <summary>Gets the usual one: the newest snapshot, then all events.</summary>
    public static Recovery Default { get; } = new(SnapshotSelectionCriteria.Latest);

    /// <summary>Gets the one that reads neither snapshot nor events, only the highest number.</summary>
    public static Recovery None { get; } = new(SnapshotSelectionCriteria.None, 0L);

    /// <summary>Gets which snapshots may be used.</summary>
    public SnapshotSelectionCriteria FromSnapshot { get; }

    /// <summary>Gets the last event, included.</summary>
    public long ToSequenceNr { get; }

    /// <summary>Gets the most events.</summary>
    public long ReplayMax { get; }
}

/// <summary>Event of a recovery: state is complete, commands follow.</summary>
public sealed class RecoveryCompleted
{
    /// <summary>The only one.</summary>
    public static readonly RecoveryCompleted Instance = new();

    private RecoveryCompleted()
    {
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is RecoveryCompleted;

    /// <inheritdoc />
    public override int GetHashCode() => nameof(RecoveryCompleted).GetHashCode(StringComparison.Ordinal);
}
