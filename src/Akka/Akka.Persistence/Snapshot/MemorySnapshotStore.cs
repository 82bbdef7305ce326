namespace Akka.Persistence.Snapshot;

/// <summary>Snapshots in memory, for tests: they live and die with the plugin actor.</summary>
public class MemorySnapshotStore : SnapshotStore
{
    private readonly List<SelectedSnapshot> _snapshots = [];

    /// <inheritdoc />
    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        lock (_snapshots)
        {
            var found = _snapshots.Where(s => Is(s, persistenceId, criteria)).MaxBy(s => s.Metadata.SequenceNr);
            return Task.FromResult(found!);
        }
    }

    /// <inheritdoc />
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        lock (_snapshots)
        {
            _ = _snapshots.RemoveAll(s => IsNamed(s, metadata));
            _snapshots.Add(new SelectedSnapshot(metadata, snapshot));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override Task DeleteAsync(SnapshotMetadata metadata)
    {
        lock (_snapshots)
            _ = _snapshots.RemoveAll(s => IsNamed(s, metadata));
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        lock (_snapshots)
            _ = _snapshots.RemoveAll(s => Is(s, persistenceId, criteria));
        return Task.CompletedTask;
    }

    private static bool Is(SelectedSnapshot snapshot, string persistenceId, SnapshotSelectionCriteria criteria) =>
        snapshot.Metadata.PersistenceId == persistenceId && criteria.Matches(snapshot.Metadata);

    private static bool IsNamed(SelectedSnapshot snapshot, SnapshotMetadata metadata) =>
        snapshot.Metadata.PersistenceId == metadata.PersistenceId && snapshot.Metadata.SequenceNr == metadata.SequenceNr;
}
