using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Listening;
using ActorBackfill.Host.Listening;
using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Host.Exports;

/// <summary>
/// Writes the file of entities that are done after every hundred of them and at the end, one write at a time. A file that cannot be written is a
/// warning.
/// </summary>
internal sealed class EntityExportActor : ReceiveActor
{
    // Versions that wait while one is written; of more than these the oldest tells nothing that the next does not.
    private const int MostWaiting = 4;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly EntityExport _export;
    private readonly EntityCheckpoint _checkpoint;
    private readonly TimeProvider _time;
    private readonly Queue<EntityVersion> _waiting = [];
    private Plan? _plan;
    private IActorRef? _asked;
    private bool _isWriting;
    private string? _problem;

    public EntityExportActor(EntityExport export, TimeProvider time)
    {
        (_export, _time) = (export, time);
        _checkpoint = new EntityCheckpoint(export.Type);
        Receive<UnitsKnown>(OnKnown);
        Receive<UnitsEnded>(ended => ended.Units.ToList().ForEach(OnEnded));
        Receive<Written>(OnWritten);
        Receive<Flush>(_ => OnFlush());
    }

    public static Props For(EntityExport export, TimeProvider time) => Props.Create(() => new EntityExportActor(export, time));

    private void OnKnown(UnitsKnown known)
    {
        _plan = known.Plan;
        _checkpoint.Clear();
        for (var index = 0L; index < known.Plan.Count && !known.RunsAgain; index++)
        {
            var ordinal = known.Plan.OrdinalAt(index);
            if (known.State.OutcomeOf(ordinal) is { } outcome && outcome.IsInLedger() && !known.State.IsReopened(ordinal))
            {
                _checkpoint.Add(known.Plan.UnitAt(index).Values[0].Value);
            }
        }
    }

    private void OnEnded(EndedUnit unit)
    {
        if (unit.Outcome.IsInLedger() && _plan?.IndexOfOrdinal(unit.Ordinal) is >= 0 and var index && _checkpoint.Add(_plan.UnitAt(index).Values[0].Value))
        {
            Write();
        }
    }

    private void Write()
    {
        if (_waiting.Count >= MostWaiting)
        {
            _waiting.Dequeue();
        }

        _waiting.Enqueue(_checkpoint.Version(_time.GetUtcNow()));
        WriteNext();
    }

    private void WriteNext()
    {
        if (!_isWriting && _waiting.TryDequeue(out var version))
        {
            _isWriting = true;
            var path = _export.Path;
            _ = Task.Run(() => AtomicFile.Write(path, version.Write)).PipeTo(Self, success: () => new Written(null), failure: e => new Written(e.Message));
        }
    }

    private void OnWritten(Written written)
    {
        if (written.Problem is not null && _problem is null)
        {
            _log.Warning("The checkpoint file {Path} cannot be written: {Reason}", _export.Path, written.Problem);
        }

        (_isWriting, _problem) = (false, written.Problem);
        WriteNext();
        Answer();
    }

    private void OnFlush()
    {
        _asked = Sender;
        Write();
    }

    private void Answer()
    {
        if (!_isWriting)
        {
            _asked?.Tell(new Flushed(_problem is null ? null : $"the checkpoint file {_export.Path} could not be written: {_problem}"));
            _asked = null;
        }
    }

    private sealed record Written(string? Problem);
}
