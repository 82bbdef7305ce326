using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Persistence.Snapshot;
using Akka.Persistence.Sql.Storage;

namespace Akka.Persistence.Sql.Snapshot;

/// <summary>Snapshots in the table <c>snapshot</c> of a SQL database.</summary>
public class SqlSnapshotStore : SnapshotStore
{
    private readonly Akka.Serialization.Serialization _serialization;
    private readonly string? _serializerName;
    private readonly StorageSchema? _schema;
    private readonly StorageWriters.Lease _storage;

    /// <summary>Opens nothing yet: the first read or write does, and tries again after a failure.</summary>
    /// <param name="snapshotConfig">The plugin's own block; what it leaves out is as in <see cref="SqlPersistence.DefaultConfiguration"/>.</param>
    /// <exception cref="Akka.Configuration.ConfigurationException">A setting is missing or not known.</exception>
    public SqlSnapshotStore(Akka.Configuration.Config snapshotConfig)
    {
        var config = snapshotConfig.WithFallback(SqlPersistence.DefaultSnapshotConfiguration);
        var options = SqlSettings.Storage(config);
        _serialization = ((ExtendedActorSystem)Context.System).Serialization;
        _serializerName = SqlSettings.Serializer(config);
        _schema = options.Create ? SnapshotSql.Schema(Dialects.For(options.ProviderName).Types) : null;
        _storage = StorageWriters.Take(options);
    }

    /// <inheritdoc />
    protected override async Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        var work = new LoadRow(SnapshotRange.Of(persistenceId, criteria)) { Schema = _schema };
        var row = await _storage.Writer.Do(work).ConfigureAwait(false);
        // By the store's contract null stands for none.
        return row is null ? null! : Decode(row);
    }

    /// <inheritdoc />
    protected override async Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var serializer = _serialization.FindSerializerForType(snapshot.GetType(), _serializerName);
        var row = new SnapshotRow(
            metadata.PersistenceId,
            metadata.SequenceNr,
            metadata.Timestamp.Ticks,
            serializer.ToBinary(snapshot),
            SqlManifest.Of(serializer, snapshot),
            serializer.Identifier);
        _ = await _storage.Writer.Do(new SaveRow(row) { Schema = _schema }).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override Task DeleteAsync(SnapshotMetadata metadata) =>
        _storage.Writer.Do(new DeleteRows(SnapshotRange.Of(metadata)) { Schema = _schema });

    /// <inheritdoc />
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        _storage.Writer.Do(new DeleteRows(SnapshotRange.Of(persistenceId, criteria)) { Schema = _schema });

    /// <inheritdoc />
    protected override void PostStop()
    {
        _storage.Dispose();
        base.PostStop();
    }

    private SelectedSnapshot Decode(SnapshotRow row)
    {
        try
        {
            var snapshot = SqlManifest.Read(_serialization, row.Snapshot, row.SerializerId, row.Manifest, _serializerName);
            return new SelectedSnapshot(
                new SnapshotMetadata(row.PersistenceId, row.SequenceNr, new DateTime(row.Created, DateTimeKind.Utc)), snapshot);
        }
        catch (Exception cause)
        {
            throw new SerializationException(
                $"Snapshot {row.SequenceNr} of {row.PersistenceId} cannot be read: serializer {row.SerializerId?.ToString() ?? "none"}, "
                + $"manifest \"{row.Manifest}\": {cause.Message}",
                cause);
        }
    }
}
