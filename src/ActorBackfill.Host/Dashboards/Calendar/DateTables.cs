using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>The tables of a calendar of dates alone: a table a year with a row a month and a column a day, or one table with a row a year.</summary>
/// <param name="plan">The plan.</param>
/// <param name="dates">The position of its dimension of dates.</param>
/// <param name="counter">Counts.</param>
/// <param name="shown">What is shown.</param>
internal sealed class DateTables(Plan plan, int dates, ICountCells counter, CalendarQuestion shown)
{
    private readonly string _name = plan.Dimensions[dates].Name;
    private readonly IPeriods _periods = (IPeriods)plan.Dimensions[dates];

    /// <summary>Gets how many years a page has.</summary>
    /// <param name="zoom">What a cell is.</param>
    public static int YearsOf(string zoom) => zoom == "day" ? 10 : 100;

    /// <summary>Gets the tables.</summary>
    /// <param name="first">The first year.</param>
    /// <param name="last">The last one, included.</param>
    public IEnumerable<CalendarTable> Of(int first, int last) => shown.Zoom == "day"
        ? Enumerable.Range(first, last - first + 1).Select(Days).Where(t => !t.Rows.IsEmpty)
        : [Years(first, last)];

    private CalendarTable Years(int first, int last)
    {
        var closer = PeriodNames.ZoomsOf(plan.Dimensions[dates]).SkipWhile(z => z != shown.Zoom).Skip(1).FirstOrDefault();
        var columns = PeriodNames.PartsOf(shown.Zoom!).Select(p => new CalendarHead(p, p)).ToImmutableArray();
        var rows = Enumerable.Range(first, last - first + 1).Select(PeriodNames.Year).Select(year => Row(
            new CalendarHead(year, year) { Closer = closer is null ? null : shown with { Zoom = closer, From = year } }, columns));
        return Table($"{_name} by {shown.Zoom}", columns, rows);
    }

    private CalendarTable Days(int year)
    {
        var columns = Enumerable.Range(1, 31).Select(day => new CalendarHead(day.ToString(CultureInfo.InvariantCulture), PeriodNames.Two(day))).ToImmutableArray();
        var months = PeriodNames.PartsOf("month").Select(month => $"{PeriodNames.Year(year)}-{month}");
        return Table(PeriodNames.Year(year), columns, months.Select(month => Row(new CalendarHead(month, month), columns)));
    }

    private CalendarTable Table(string title, ImmutableArray<CalendarHead> columns, IEnumerable<CalendarRow> rows) => new()
    {
        Title = title,
        RowDimension = _name,
        ColumnDimension = _name,
        Columns = columns,
        Rows = [.. rows.Where(r => r.Cells.Any(c => c is not null))],
    };

    private CalendarRow Row(CalendarHead head, ImmutableArray<CalendarHead> columns) =>
        new(head, [.. columns.Select(c => counter.Count((dates, _periods.CoordinatesIn(c.Value.Length == 0 ? head.Value : $"{head.Value}-{c.Value}"))))]);
}
