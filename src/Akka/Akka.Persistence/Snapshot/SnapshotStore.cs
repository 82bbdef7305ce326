using Akka.Actor;
using Akka.Pattern;

namespace Akka.Persistence.Snapshot;

/// <summary>A snapshot store whose reads and writes are tasks. A plugin derives from it.</summary>
public abstract class SnapshotStore : ActorBase
{
    private readonly CircuitBreaker _breaker;

    /// <summary>Reads the settings that all stores share: the breaker.</summary>
    protected SnapshotStore()
    {
        _breaker = PluginBreaker.Of(Context, PluginSettings.SnapshotStore(Context.System, Self.Path.Name));
    }

    /// <summary>Finds the newest snapshot that fits; null when there is none.</summary>
    /// <param name="persistenceId">Whose.</param>
    /// <param name="criteria">Which.</param>
    protected abstract Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Saves a snapshot, in place of an older one of the same number.</summary>
    /// <param name="metadata">Its name.</param>
    /// <param name="snapshot">The state.</param>
    protected abstract Task SaveAsync(SnapshotMetadata metadata, object snapshot);

    /// <summary>Deletes one snapshot.</summary>
    /// <param name="metadata">Its name; without a time, whenever it was taken.</param>
    protected abstract Task DeleteAsync(SnapshotMetadata metadata);

    /// <summary>Deletes all snapshots that fit.</summary>
    /// <param name="persistenceId">Whose.</param>
    /// <param name="criteria">Which.</param>
    protected abstract Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Handles messages of the plugin's own.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Whether it was handled.</returns>
    protected virtual bool ReceivePluginInternal(object message) => false;

    /// <inheritdoc />
    protected sealed override bool Receive(object message)
    {
        switch (message)
        {
            case LoadSnapshot load:
                Answer(load.Criteria == SnapshotSelectionCriteria.None ? Nothing(load) : Load(load));
                return true;
            case SaveSnapshot save:
                Answer(Save(save));
                return true;
            case DeleteSnapshot delete:
                Answer(Delete(delete));
                return true;
            case DeleteSnapshots delete:
                Answer(Delete(delete));
                return true;
            default:
                return ReceivePluginInternal(message);
        }
    }

    // Each task catches all that can go wrong: what it ends with is the answer.
    private void Answer(Task<object> answer) => _ = Tell(answer, Sender, Self);

    private static async Task Tell(Task<object> answer, IActorRef asker, IActorRef self) =>
        asker.Tell(await answer.ConfigureAwait(false), self);

    private static Task<object> Nothing(LoadSnapshot load) => Task.FromResult<object>(new LoadSnapshotResult(null, load.ToSequenceNr));

    private async Task<object> Load(LoadSnapshot load)
    {
        try
        {
            var found = await _breaker
                .WithCircuitBreaker(() => LoadAsync(load.PersistenceId, load.Criteria.Limit(load.ToSequenceNr)))
                .ConfigureAwait(false);
            return new LoadSnapshotResult(found, load.ToSequenceNr);
        }
        catch (Exception cause)
        {
            return new LoadSnapshotFailed(cause);
        }
    }

    private async Task<object> Save(SaveSnapshot save)
    {
        var metadata = save.Metadata.Timestamp != SnapshotMetadata.TimestampNotSpecified ? save.Metadata
            : new SnapshotMetadata(save.Metadata.PersistenceId, save.Metadata.SequenceNr, TimeProvider.System.GetUtcNow().UtcDateTime);
        try
        {
            await _breaker.WithCircuitBreaker(() => SaveAsync(metadata, save.Snapshot)).ConfigureAwait(false);
            return new SaveSnapshotSuccess(metadata);
        }
        catch (Exception cause)
        {
            return new SaveSnapshotFailure(metadata, cause);
        }
    }

    private async Task<object> Delete(DeleteSnapshot delete)
    {
        try
        {
            await _breaker.WithCircuitBreaker(() => DeleteAsync(delete.Metadata)).ConfigureAwait(false);
            return new DeleteSnapshotSuccess(delete.Metadata);
        }
        catch (Exception cause)
        {
            return new DeleteSnapshotFailure(delete.Metadata, cause);
        }
    }

    private async Task<object> Delete(DeleteSnapshots delete)
    {
        try
        {
            await _breaker.WithCircuitBreaker(() => DeleteAsync(delete.PersistenceId, delete.Criteria)).ConfigureAwait(false);
            return new DeleteSnapshotsSuccess(delete.Criteria);
        }
        catch (Exception cause)
        {
            return new DeleteSnapshotsFailure(delete.Criteria, cause);
        }
    }
}
