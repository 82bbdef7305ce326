using System.Collections.Immutable;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Engine.Checkpointing;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Running;
using Akka.Actor;
using Akka.Persistence;
using Serilog.Core;

namespace ActorBackfill.Host.Tests.Journals;

/// <summary>A journal through the persistence plugin, configured as the console configures it.</summary>
internal static class JournalSession
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(3);

    /// <summary>Recovers the state, appends events, and takes a snapshot after so many of them.</summary>
    /// <returns>The state that was recovered and whether it began at a snapshot.</returns>
    public static async Task<(CheckpointState State, bool FromSnapshot)> RunAsync(
        JobPaths paths, string job, ImmutableArray<ICheckpointEvent> append, int? snapshotAfter = null)
    {
        using var host = await ActorHost.StartAsync(paths, akkaConfig: null, Logger.None);
        var recovered = new TaskCompletionSource<(CheckpointState, bool)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ActorHost.System(host).ActorOf(Props.Create(() => new Folder(job, append, snapshotAfter, recovered, written)), "folder");
        var result = await recovered.Task.WaitAsync(Ceiling);
        await written.Task.WaitAsync(Ceiling);
        await host.StopAsync();
        return result;
    }

    private sealed class Folder : ReceivePersistentActor
    {
        private readonly string _job;
        private readonly TaskCompletionSource<(CheckpointState, bool)> _recovered;
        private readonly TaskCompletionSource _written;
        private CheckpointState _state = new();
        private bool _fromSnapshot;

        public Folder(
            string job, ImmutableArray<ICheckpointEvent> append, int? snapshotAfter, TaskCompletionSource<(CheckpointState, bool)> recovered, TaskCompletionSource written)
        {
            (_job, _recovered, _written) = (job, recovered, written);
            Recover<SnapshotOffer>(offer => (_state, _fromSnapshot) = (CheckpointState.From((CheckpointSnapshot)offer.Snapshot), true));
            Recover<ICheckpointEvent>(e => _state.Apply(e));
            Recover<RecoveryCompleted>(_ => recovered.TrySetResult((_state.Copy(), _fromSnapshot)));
            Command<ImmutableArray<ICheckpointEvent>>(events => Append(events, snapshotAfter));
            Command<SaveSnapshotSuccess>(_ => written.TrySetResult());
            Command<SaveSnapshotFailure>(e => written.TrySetException(e.Cause));
            Self.Tell(append);
        }

        public override string PersistenceId => JournalName.Of(_job);

        protected override void OnRecoveryFailure(Exception reason, object? message = null) => _recovered.TrySetException(reason);

        protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => _written.TrySetException(cause);

        private void Append(ImmutableArray<ICheckpointEvent> events, int? snapshotAfter)
        {
            foreach (var (one, index) in events.Select((e, i) => (e, i)))
            {
                Persist(one, stored =>
                {
                    _state.Apply(stored);
                    if (index + 1 == snapshotAfter)
                    {
                        SaveSnapshot(_state.ToSnapshot());
                    }
                });
            }

            DeferAsync(events, _ => Ended(snapshotAfter));
        }

        private void Ended(int? snapshotAfter)
        {
            if (snapshotAfter is null)
            {
                _written.TrySetResult();
            }
        }
    }
}
