using System.Collections.Immutable;
using ActorBackfill.Dashboard.Pages.Calendar;
using ActorBackfill.Domain.Plans;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>The table of two dimensions, or of one and a column for everything.</summary>
/// <param name="plan">The plan.</param>
/// <param name="rows">The position of the dimension of its rows.</param>
/// <param name="columns">The position of that of its columns; null for one column.</param>
/// <param name="counter">Counts.</param>
internal sealed class MatrixTable(Plan plan, int rows, int? columns, ICountCells counter)
{
    // As many as fit into 300 KB with a name each.
    private const int MaxCells = 3_000;
    private const int LeastRows = 10;
    private const int MostRows = 50;

    /// <summary>Gets how many rows a page has.</summary>
    /// <param name="width">How many columns.</param>
    public static long RowsOf(int width) => Math.Clamp(MaxCells / Math.Max(1, width), LeastRows, MostRows);

    /// <summary>Gets the table.</summary>
    /// <param name="across">The columns; empty for one of everything.</param>
    /// <param name="from">The place of the first row.</param>
    public CalendarTable Of(IReadOnlyList<AxisPart> across, long from)
    {
        var (dimension, hasRanges) = (plan.Dimensions[rows], plan.Dimensions[rows].IsNumber);
        var down = hasRanges ? Axis.Ranges(dimension) : Axis.Values(dimension, from, RowsOf(across.Count));
        return new CalendarTable
        {
            Title = columns is { } place ? $"{dimension.Name} by {plan.Dimensions[place].Name}" : dimension.Name,
            RowDimension = dimension.Name,
            ColumnDimension = columns is { } column ? plan.Dimensions[column].Name : null,
            HasRanges = hasRanges,
            Columns = across.Count == 0 ? [new CalendarHead("", "")] : [.. across.Select(c => c.Head)],
            Rows = [.. down.Select(row => new CalendarRow(row.Head, Cells(row, across)))],
        };
    }

    private ImmutableArray<CellCounts?> Cells(AxisPart row, IReadOnlyList<AxisPart> across) => columns is { } column
        ? [.. across.Select(part => counter.Count((rows, row.Coordinates), (column, part.Coordinates)))]
        : [counter.Count((rows, row.Coordinates))];
}
