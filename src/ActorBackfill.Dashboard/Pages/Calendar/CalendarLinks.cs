using System.Globalization;
using ActorBackfill.Dashboard.Pages.Units;

namespace ActorBackfill.Dashboard.Pages.Calendar;

/// <summary>The addresses of calendars, and the filters that their cells stand for.</summary>
internal static class CalendarLinks
{
    /// <summary>Gets the address of a calendar.</summary>
    /// <param name="job">The job.</param>
    /// <param name="question">Which part.</param>
    public static string Of(string job, CalendarQuestion question) => UnitLinks.Job(job) + "/calendar" + UnitLinks.Query(
        ("zoom", question.Zoom),
        ("from", question.From),
        ("by", question.By),
        ("row", question.Row > 0 ? question.Row.ToString(CultureInfo.InvariantCulture) : null));

    /// <summary>Gets the name of a cell for people.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    public static string Name(CalendarTable table, CalendarHead row, CalendarHead column) =>
        table.IsLinear ? Date(row, column) : column.Label.Length == 0 ? row.Label : $"{row.Label} {column.Label}";

    /// <summary>Gets the filter of a cell.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    public static string Filter(CalendarTable table, CalendarHead row, CalendarHead column)
    {
        if (table.IsLinear)
        {
            return $"{table.RowDimension}={Date(row, column)}";
        }

        var rows = table.HasRanges ? $"{table.RowDimension}>={row.Value} and {table.RowDimension}<={row.Last}" : $"{table.RowDimension}={row.Value}";
        return table.ColumnDimension is { } name ? $"{rows} and {name}={column.Value}" : rows;
    }

    private static string Date(CalendarHead row, CalendarHead column) => column.Value.Length == 0 ? row.Value : $"{row.Value}-{column.Value}";
}
