using ActorBackfill.Domain.Checkpoints;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>When a snapshot is taken, and which are kept.</summary>
internal sealed partial class CheckpointActor
{
    // A snapshot every so many events, or units in them: recovery then reads at most so many. A run that has ended is looked at often and
    // goes on never or late: what is left then is worth a snapshot much sooner.
    private const int LeastEventsPerSnapshot = 1_000;
    private const int LeastUnitsPerSnapshot = 200_000;
    private const int LeastUnitsOfLastSnapshot = 10_000;

    // A snapshot has every value of the job's lists; its cost is to be small beside that of the events and units it spares.
    private const int ValuesPerEvent = 10;

    private (long Events, long Units) _sinceSnapshot;

    // Snapshots under way.
    private int _saving;
    private bool _hasEnded;

    // The event of the newest snapshot that is known to be there; 0 when none is.
    private long _snapshot;

    private long EventsPerSnapshot => Math.Max(LeastEventsPerSnapshot, _state.Registry.Count / ValuesPerEvent);

    private long UnitsPerSnapshot => Math.Max(LeastUnitsPerSnapshot, _state.Registry.Count);

    private void CountAppended(ICheckpointEvent appended)
    {
        _sinceSnapshot.Events++;
        if (_sinceSnapshot.Events >= EventsPerSnapshot || _sinceSnapshot.Units >= UnitsPerSnapshot
            || (appended is RunEnded && _sinceSnapshot.Units >= Math.Max(LeastUnitsOfLastSnapshot, _state.Registry.Count / ValuesPerEvent)))
        {
            TakeSnapshot();
        }
    }

    private void TakeSnapshot()
    {
        _sinceSnapshot = (0, 0);
        _saving++;
        SaveSnapshot(_state.ToSnapshot());
    }

    private void TellEnd(RunEnded ended)
    {
        _hasEnded = true;
        Context.Parent.Tell(new RunRecorded(ended.End, SnapshotsFollow: _saving > 0));
    }

    // Two are kept: a damaged newest one leaves the other.
    private void OnSnapshotSaved(SaveSnapshotSuccess saved)
    {
        if (_snapshot > 0)
        {
            DeleteSnapshots(new SnapshotSelectionCriteria(_snapshot - 1));
        }

        _snapshot = saved.Metadata.SequenceNr;
        OnSnapshotOver();
    }

    private void OnSnapshotFailed(SaveSnapshotFailure failed)
    {
        _log.Warning(failed.Cause, "Snapshot at event {SequenceNr} failed; recovery reads more events", failed.Metadata.SequenceNr);
        OnSnapshotOver();
    }

    private void OnSnapshotOver()
    {
        if (--_saving == 0 && _hasEnded)
        {
            Context.Parent.Tell(SnapshotsEnded.Instance);
        }
    }
}
