using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Committing;
using ActorBackfill.Engine.Listening;
using ActorBackfill.Engine.Ports;
using Akka.Actor;

namespace ActorBackfill.Engine.Checkpointing;

/// <summary>What is appended to the journal, and who is told once it is there.</summary>
internal sealed partial class CheckpointActor
{
    // The most events of one write; what waits beyond comes with the next.
    private const int EventsPerWrite = 100;

    private readonly Queue<ICheckpointEvent> _waiting = [];

    // Units that the sink had already: told to the supervisor once the journal has them, too. Kept while journal and sink are compared:
    // a commit may come in between, and then they have to be compared once more.
    private readonly List<UnitResult> _found = [];
    private bool _isBehind;
    private int _writing;
    private (int Events, long Began) _write;
    private long _queued;

    private bool HasUnknown => _found.Exists(u => _state.OutcomeOf(u.Unit.Ordinal)?.IsInLedger() != true);

    private void OnGroupCommitted(GroupCommitted committed)
    {
        foreach (var commit in committed.Commits)
        {
            if (commit.N > _queued + 1)
            {
                // A commit was lost on the way (this actor was down): the outbox has it.
                _isBehind = true;
                break;
            }

            if (commit.N == _queued + 1)
            {
                _queued = commit.N;
                _waiting.Enqueue(commit);
            }
        }

        Write();
    }

    // Their commit is in the journal, is about to be, or has to be looked for.
    private void OnAlreadySettled(UnitsAlreadySettled already)
    {
        _found.AddRange(already.Units);
        Write();
    }

    private void OnCloseUnits(CloseUnits close)
    {
        foreach (var part in EventParts.Of(close.Units))
        {
            Append(new UnitsClosed(_settings.RunId, Now, part));
        }
    }

    private void OnRecordFacts(RecordFacts record)
    {
        foreach (var @event in record.Events)
        {
            Append(@event);
        }
    }

    private void Append(ICheckpointEvent @event)
    {
        _waiting.Enqueue(@event);
        Write();
    }

    // One write at a time, all or none: were one rejected while the next is under way, the journal would have a hole that no replay gets
    // across. What is being written counts before journal and sink are compared again.
    private void Write()
    {
        if (_writing > 0)
        {
            return;
        }

        if (_waiting.Count > 0)
        {
            var events = new List<ICheckpointEvent>(Math.Min(_waiting.Count, EventsPerWrite));
            while (events.Count < EventsPerWrite && _waiting.TryDequeue(out var next))
            {
                events.Add(next);
            }

            _writing = events.Count;
            _write = (events.Count, _ports.Time.GetTimestamp());
            PersistAllAsync(events, OnAppended);
        }
        else if (_isBehind || HasUnknown)
        {
            Become(Reconciling);
            Reconcile();
        }
        else if (_found.Count > 0)
        {
            Context.Parent.Tell(new UnitsAlreadySettled([.. _found]));
            _found.Clear();
        }
    }

    private void OnAppended(ICheckpointEvent appended)
    {
        _state.Apply(appended);
        switch (appended)
        {
            case UnitsSettled settled:
                var units = settled.Unpack();
                _sinceSnapshot.Units += units.Count;
                _committer.Tell(new Journaled(settled.N));
                Context.Parent.Tell(new UnitsAcknowledged(settled.N, units) { Sequence = LastSequenceNr });
                break;
            case UnitsClosed closed:
                Context.Parent.Tell(new UnitsCloseAcknowledged(closed.Units) { Sequence = LastSequenceNr });
                break;
            case ControlChanged changed:
                Context.Parent.Tell(new ChangeRecorded(changed));
                break;
            case UnitsRequeued requeued:
                TellOpened(requeued);
                break;
            case UnitsQuarantined parked:
                TellSetApart(parked);
                break;
        }

        CountAppended(appended);
        if (appended is RunEnded ended)
        {
            TellEnd(ended);
        }

        if (--_writing == 0)
        {
            TellWritten();
        }

        Write();
    }

    private void TellWritten()
    {
        foreach (var listener in _ports.Listeners)
        {
            listener.Tell(new JournalWritten(_write.Events, _ports.Time.GetElapsedTime(_write.Began)));
        }
    }
}
