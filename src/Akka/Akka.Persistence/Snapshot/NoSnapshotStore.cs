namespace Akka.Persistence.Snapshot;

/// <summary>Stands in where no snapshot store is configured: it finds nothing, and whoever saves is told why that failed.</summary>
public sealed class NoSnapshotStore : SnapshotStore
{
    /// <inheritdoc />
    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        Task.FromResult<SelectedSnapshot>(null!);

    /// <inheritdoc />
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) => Missing();

    /// <inheritdoc />
    protected override Task DeleteAsync(SnapshotMetadata metadata) => Missing();

    /// <inheritdoc />
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Missing();

    private static Task Missing() => Task.FromException(new NoSnapshotStoreException());
}

/// <summary>A snapshot was to be saved or deleted, and no store is configured.</summary>
public sealed class NoSnapshotStoreException : Exception
{
    /// <summary>Says which setting is missing.</summary>
    public NoSnapshotStoreException()
        : base("No snapshot store is configured: akka.persistence.snapshot-store.plugin is empty.")
    {
    }
}
