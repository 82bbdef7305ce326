using System.Globalization;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>Chooses which years, months or days of a plan are shown, and makes the tables.</summary>
/// <param name="plan">The plan.</param>
/// <param name="dates">The position of its dimension of dates.</param>
/// <param name="rows">That of the dimension of the rows; below 0 for dates alone.</param>
/// <param name="counter">Counts.</param>
internal sealed class DatedView(Plan plan, int dates, int rows, ICountCells counter)
{
    // Days that fit beside each other.
    private const int FewDays = 62;

    private readonly IPeriods _periods = (IPeriods)plan.Dimensions[dates];
    private readonly IReadOnlyList<string> _zooms = PeriodNames.ZoomsOf(plan.Dimensions[dates]);

    private DateOnly First => _periods.Days.First;

    private DateOnly Last => _periods.Days.Last;

    private int FirstYear => _periods.YearOf(First);

    private int LastYear => _periods.YearOf(Last);

    /// <summary>Fills in what was left open and adds the tables.</summary>
    /// <param name="view">What is known already.</param>
    public CalendarView Of(CalendarView view)
    {
        var zoom = _zooms.Contains(view.Shown.Zoom) ? view.Shown.Zoom! : Zoom();
        view = view with { Zooms = [.. _zooms], Shown = view.Shown with { Zoom = zoom } };
        return rows < 0 ? Dates(view) : zoom == "day" && Last.DayNumber - First.DayNumber < FewDays ? Matrix(view, Days(First, Last), null, null, "")
            : zoom == "day" ? Month(view) : Years(view);
    }

    /// <summary>Adds where the rows before and after are.</summary>
    /// <param name="view">With its table.</param>
    /// <param name="dimension">The dimension of its rows.</param>
    /// <param name="width">How many columns it has.</param>
    public static CalendarView WithRows(CalendarView view, Dimension dimension, int width)
    {
        var (from, most) = (view.Shown.Row, MatrixTable.RowsOf(width));
        return dimension.IsNumber ? view : view with
        {
            RowsAbove = from > 0 ? Math.Max(0, from - most) : null,
            RowsBelow = from + most < dimension.Count ? from + most : null,
        };
    }

    private string Zoom() => rows < 0
        ? LastYear - FirstYear < DateTables.YearsOf(_zooms[^1]) ? _zooms[^1] : _zooms[Math.Min(1, _zooms.Count - 1)]
        : Last.DayNumber - First.DayNumber < FewDays ? _zooms[^1]
        : _zooms[Math.Min(1, _zooms.Count - 1)];

    private CalendarView Dates(CalendarView view)
    {
        var years = DateTables.YearsOf(view.Shown.Zoom!);
        var (from, to) = YearsFrom(view.Shown.From, years);
        return view with
        {
            Shown = view.Shown with { From = PeriodNames.Year(from) },
            Tables = [.. new DateTables(plan, dates, counter, view.Shown).Of(from, to)],
            Earlier = from > FirstYear ? PeriodNames.Year(Math.Max(FirstYear, from - years)) : null,
            Later = to < LastYear ? PeriodNames.Year(to + 1) : null,
        };
    }

    private CalendarView Years(CalendarView view)
    {
        var zoom = view.Shown.Zoom!;
        var years = zoom switch { "year" => 60, "week" => 1, _ => 10 };
        var (from, to) = YearsFrom(view.Shown.From, years);
        var closer = _zooms.SkipWhile(z => z != zoom).Skip(1).FirstOrDefault();
        var columns = Axis.Periods(_periods, PeriodNames.Of(zoom, from, to), name => closer is null ? null : view.Shown with { Zoom = closer, From = name });
        return Matrix(
            view,
            columns,
            from > FirstYear ? PeriodNames.Year(Math.Max(FirstYear, from - years)) : null,
            to < LastYear ? PeriodNames.Year(to + 1) : null,
            PeriodNames.Year(from));
    }

    private CalendarView Month(CalendarView view)
    {
        var asked = DateOnly.TryParseExact(view.Shown.From?.Length == 4 ? view.Shown.From + "-01" : view.Shown.From, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month : First;
        asked = asked < First ? First : asked > Last ? Last : asked;
        var first = new DateOnly(asked.Year, asked.Month, 1);
        var last = first.AddDays(DateTime.DaysInMonth(first.Year, first.Month) - 1);
        return Matrix(
            view,
            Days(first, last),
            first > First ? PeriodNames.Month(first.AddDays(-1)) : null,
            last < Last ? PeriodNames.Month(last.AddDays(1)) : null,
            PeriodNames.Month(first));
    }

    private IEnumerable<AxisPart> Days(DateOnly first, DateOnly last) => Axis.Periods(
        _periods, Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1).Select(d => DateOnly.FromDayNumber(d).ToString("o", CultureInfo.InvariantCulture)), _ => null);

    private CalendarView Matrix(CalendarView view, IEnumerable<AxisPart> columns, string? earlier, string? later, string from)
    {
        IReadOnlyList<AxisPart> across = [.. columns];
        var shown = view.Shown with { From = from };
        // A part of the calendar in which the plan has nothing is no table.
        return across.Count == 0 ? view with { Shown = shown, Earlier = earlier, Later = later } : WithRows(
            view with { Shown = shown, Earlier = earlier, Later = later, Tables = [new MatrixTable(plan, rows, dates, counter).Of(across, view.Shown.Row)] },
            plan.Dimensions[rows],
            across.Count);
    }

    private (int From, int To) YearsFrom(string? asked, int years)
    {
        var from = asked is { Length: >= 4 } && int.TryParse(asked.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? Math.Clamp(year, FirstYear, LastYear) : FirstYear;
        return (from, Math.Min(LastYear, from + years - 1));
    }
}
