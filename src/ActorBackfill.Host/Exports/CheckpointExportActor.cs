using System.Text;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Engine.Listening;
using Akka.Actor;

namespace ActorBackfill.Host.Exports;

/// <summary>Keeps the checkpoint file of dates: what ends while it is written goes into the next one.</summary>
internal sealed class CheckpointExportActor : FileExportActor
{
    private readonly CheckpointExport _export;
    private readonly DateCheckpoint _checkpoint;
    private readonly TimeProvider _time;
    private Plan? _plan;
    private bool _isDirty;

    public CheckpointExportActor(CheckpointExport export, TimeProvider time)
        : this(export, time, new DateCheckpoint(export.Job, export.Dates.First, export.Dates.Last))
    {
    }

    private CheckpointExportActor(CheckpointExport export, TimeProvider time, DateCheckpoint checkpoint)
        : base(Path.Combine(export.Directory, checkpoint.FileName))
    {
        (_export, _time, _checkpoint) = (export, time, checkpoint);
        Receive<UnitsKnown>(OnKnown);
        Receive<UnitsEnded>(OnEnded);
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

        Change();
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

        Change();
    }

    private void Change()
    {
        _isDirty = true;
        Write();
    }

    /// <inheritdoc/>
    protected override Action<Stream>? TakeContent()
    {
        if (!_isDirty)
        {
            return null;
        }

        _isDirty = false;
        var text = Encoding.UTF8.GetBytes(_checkpoint.Text(_time.GetUtcNow()));
        return file => file.Write(text);
    }
}
