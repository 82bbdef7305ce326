using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Host.ReadModels;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>Makes calendars of a job's read model: as much work as there are cells, and never a look at every unit.</summary>
/// <param name="model">The job's units.</param>
/// <param name="running">The units that are being worked on.</param>
internal sealed class CalendarReader(ReadModel model, ImmutableArray<long> running)
{
    private readonly Plan _plan = model.Plan;
    private readonly UnitCounts _counts = model.Counts();

    /// <summary>Gets a calendar.</summary>
    /// <param name="question">Which part; what makes no sense for this plan is passed over.</param>
    public CalendarView Read(CalendarQuestion question)
    {
        var names = _plan.Dimensions.Select(d => d.Name).ToList();
        var dates = _plan.Dimensions.ToList().FindIndex(d => d is IPeriods);
        var rows = RowsOf(question, names, dates);
        var view = new CalendarView
        {
            Job = model.Job.Definition.Name,
            Sequence = model.SequenceNr,
            Units = Whole(),
            Shown = question with { By = rows < 0 ? "" : names[rows], Row = rows < 0 ? 0 : Math.Clamp(question.Row, 0, _plan.Dimensions[rows].Count - 1) },
            Dimensions = [.. names.Where((_, i) => i != dates)],
            Dates = dates < 0 ? null : names[dates],
        };
        return dates < 0 ? Plain(view, rows)
            : new DatedView(_plan, dates, rows, rows < 0 ? (ICountCells?)TallyCounter.Of(model, dates, _counts, running) ?? Planes() : Planes()).Of(view);
    }

    private static int RowsOf(CalendarQuestion question, List<string> names, int dates)
    {
        var others = names.Where((_, i) => i != dates).ToList();
        return question.By is { Length: > 0 } by && others.Contains(by) ? names.IndexOf(by)
            : (question.By is { Length: 0 } && dates >= 0) || others.Count == 0 ? -1
            : names.IndexOf(others[0]);
    }

    private CalendarView Plain(CalendarView view, int rows)
    {
        int? columns = Enumerable.Range(0, _plan.Dimensions.Count).Where(i => i != rows && _plan.Dimensions[i].Count <= 100).Select(i => (int?)i).FirstOrDefault();
        IReadOnlyList<AxisPart> across = columns is { } place ? [.. Axis.Values(_plan.Dimensions[place], 0, 100)] : [];
        var table = new MatrixTable(_plan, rows, columns, columns is null ? (ICountCells?)TallyCounter.Of(model, rows, _counts, running) ?? Planes() : Planes()).Of(across, view.Shown.Row);
        return DatedView.WithRows(view with { Tables = [table] }, _plan.Dimensions[rows], across.Count);
    }

    private PlaneCounter Planes() => new PlaneCounter(model, running);

    private CellCounts Whole()
    {
        var held = running.Where(o => _plan.IndexOfOrdinal(o) >= 0).ToList();
        long Held(Domain.Outcomes.UnitOutcome outcome) => held.LongCount(o => model.Planes.OutcomeOf(o) == outcome);
        return new CellCounts
        {
            Total = _counts.Total,
            Done = _counts.Done - Held(Domain.Outcomes.UnitOutcome.Done),
            Empty = _counts.Empty - Held(Domain.Outcomes.UnitOutcome.Empty),
            Skipped = _counts.Skipped - Held(Domain.Outcomes.UnitOutcome.Skipped),
            Failed = _counts.Failed - Held(Domain.Outcomes.UnitOutcome.Failed),
            Quarantined = _counts.Quarantined - Held(Domain.Outcomes.UnitOutcome.Quarantined),
            Running = held.Count,
        };
    }
}
