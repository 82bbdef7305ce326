namespace Akka.Persistence;

/// <summary>Event, snapshot store to actor: the snapshot was saved.</summary>
/// <param name="metadata">Its name.</param>
public sealed class SaveSnapshotSuccess(SnapshotMetadata metadata) : ISnapshotResponse, IEquatable<SaveSnapshotSuccess>
{
    /// <summary>Gets its name.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;

    /// <inheritdoc />
    public bool Equals(SaveSnapshotSuccess? other) => other is not null && Metadata.Equals(other.Metadata);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SaveSnapshotSuccess);

    /// <inheritdoc />
    public override int GetHashCode() => Metadata.GetHashCode();
}

/// <summary>Event, snapshot store to actor: the snapshot was not saved.</summary>
/// <param name="metadata">Its name.</param>
/// <param name="cause">Why.</param>
public sealed class SaveSnapshotFailure(SnapshotMetadata metadata, Exception cause) : ISnapshotResponse
{
    /// <summary>Gets its name.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;

    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;
}

/// <summary>Event, snapshot store to actor: the snapshot was deleted.</summary>
/// <param name="metadata">Its name.</param>
public sealed class DeleteSnapshotSuccess(SnapshotMetadata metadata) : ISnapshotResponse, IEquatable<DeleteSnapshotSuccess>
{
    /// <summary>Gets its name.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;

    /// <inheritdoc />
    public bool Equals(DeleteSnapshotSuccess? other) => other is not null && Metadata.Equals(other.Metadata);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DeleteSnapshotSuccess);

    /// <inheritdoc />
    public override int GetHashCode() => Metadata.GetHashCode();
}

/// <summary>Event, snapshot store to actor: the snapshot was not deleted.</summary>
/// <param name="metadata">Its name.</param>
/// <param name="cause">Why.</param>
public sealed class DeleteSnapshotFailure(SnapshotMetadata metadata, Exception cause) : ISnapshotResponse
{
    /// <summary>Gets its name.</summary>
    public SnapshotMetadata Metadata { get; } = metadata;

    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;
}

/// <summary>Event, snapshot store to actor: the snapshots were deleted.</summary>
/// <param name="criteria">Which.</param>
public sealed class DeleteSnapshotsSuccess(SnapshotSelectionCriteria criteria) : ISnapshotResponse, IEquatable<DeleteSnapshotsSuccess>
{
    /// <summary>Gets which.</summary>
    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    /// <inheritdoc />
    public bool Equals(DeleteSnapshotsSuccess? other) => other is not null && Criteria.Equals(other.Criteria);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as DeleteSnapshotsSuccess);

    /// <inheritdoc />
    public override int GetHashCode() => Criteria.GetHashCode();
}

/// <summary>Event, snapshot store to actor: the snapshots were not deleted.</summary>
/// <param name="criteria">Which.</param>
/// <param name="cause">Why.</param>
public sealed class DeleteSnapshotsFailure(SnapshotSelectionCriteria criteria, Exception cause) : ISnapshotResponse
{
    /// <summary>Gets which.</summary>
    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    /// <summary>Gets why.</summary>
    public Exception Cause { get; } = cause;
}
