using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Listening;
using ActorBackfill.Host.Listening;
using Akka.Actor;
using Akka.Event;

namespace ActorBackfill.Host.Exports;

/// <summary>
/// Keeps the checkpoint file at what the journal holds: one write at a time, and what ends meanwhile goes into the next one. A file that
/// cannot be written is a warning.
/// </summary>
internal sealed class CheckpointExportActor : ReceiveActor
{
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly CheckpointExport _export;
    private readonly DateCheckpoint _checkpoint;
    private readonly TimeProvider _time;
    private readonly string _path;
    private Plan? _plan;
    private IActorRef? _waits;
    private bool _isWriting;
    private bool _isDirty;
    private string? _problem;

    public CheckpointExportActor(CheckpointExport export, TimeProvider time)
    {
        (_export, _time) = (export, time);
        _checkpoint = new DateCheckpoint(export.Job, export.Dates.First, export.Dates.Last);
        _path = Path.Combine(export.Directory, _checkpoint.FileName);
        Receive<UnitsKnown>(OnKnown);
        Receive<UnitsEnded>(OnEnded);
        Receive<Written>(OnWritten);
        Receive<Flush>(_ => OnFlush());
    }

    public static Props For(CheckpointExport export, TimeProvider time) => Props.Create(() => new CheckpointExportActor(export, time));

    private void OnKnown(UnitsKnown known)
    {
        _plan = known.Plan;
        _checkpoint.Clear();
        for (var index = 0L; index < known.Plan.Count && !known.RunsAgain; index++)
        {
            Mark(known.Plan.UnitAt(index), known.State);
        }

        Write();
    }

    private void Mark(PlanUnit unit, CheckpointState state)
    {
        if (state.OutcomeOf(unit.Ordinal) is { } outcome && !state.IsReopened(unit.Ordinal))
        {
            Mark(unit, outcome, outcome.IsInLedger() ? _export.Rows.GetValueOrDefault(unit.Key) : 0, state.ClosedUnitOf(unit.Ordinal)?.Text);
        }
    }

    private void Mark(PlanUnit unit, UnitOutcome outcome, long rows, string? text) =>
        _checkpoint.Mark(unit.Value(_export.Dates.Name)!, new EndedDate(outcome, rows, text));

    private void OnEnded(UnitsEnded ended)
    {
        foreach (var unit in ended.Units)
        {
            if (_plan?.IndexOfOrdinal(unit.Ordinal) is >= 0 and var index)
            {
                Mark(_plan.UnitAt(index), unit.Outcome, unit.Rows, unit.Text);
            }
        }

        Write();
    }

    private void Write()
    {
        if (_isWriting)
        {
            _isDirty = true;
            return;
        }

        (_isWriting, _isDirty) = (true, false);
        var (path, text) = (_path, _checkpoint.Text(_time.GetUtcNow()));
        _ = Task.Run(() => AtomicFile.Write(path, text)).PipeTo(Self, success: () => new Written(null), failure: e => new Written(e.Message));
    }

    private void OnWritten(Written written)
    {
        if (written.Problem is not null && _problem is null)
        {
            _log.Warning("The checkpoint file {Path} cannot be written: {Reason}", _path, written.Problem);
        }

        (_isWriting, _problem) = (false, written.Problem);
        if (_isDirty)
        {
            Write();
        }
        else
        {
            Answer();
        }
    }

    private void OnFlush()
    {
        _waits = Sender;
        if (!_isWriting)
        {
            Answer();
        }
    }

    private void Answer()
    {
        _waits?.Tell(new Flushed(_problem is null ? null : $"the checkpoint file {_path} could not be written: {_problem}"));
        _waits = null;
    }

    private sealed record Written(string? Problem);
}
