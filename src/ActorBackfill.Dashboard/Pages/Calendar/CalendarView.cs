using System.Collections.Immutable;

namespace ActorBackfill.Dashboard.Pages.Calendar;

/// <summary>The units of a job as a calendar, or as a table of dates and another dimension.</summary>
public sealed record CalendarView
{
    /// <summary>Gets the job.</summary>
    public required string Job { get; init; }

    /// <summary>Gets the number of the journal event that all counts have taken in.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the units of the whole plan.</summary>
    public required CellCounts Units { get; init; }

    /// <summary>Gets what is shown, everything that was left open filled in.</summary>
    public required CalendarQuestion Shown { get; init; }

    /// <summary>Gets what a cell can be.</summary>
    public ImmutableArray<string> Zooms { get; init; } = [];

    /// <summary>Gets the dimensions whose values can be rows.</summary>
    public ImmutableArray<string> Dimensions { get; init; } = [];

    /// <summary>Gets the dimension of dates; null when the plan has none.</summary>
    public string? Dates { get; init; }

    /// <summary>Gets whether the plan has dates.</summary>
    public bool HasDates => Dates is not null;

    /// <summary>Gets the tables, in their order.</summary>
    public ImmutableArray<CalendarTable> Tables { get; init; } = [];

    /// <summary>Gets from where the page before starts; null when this is the first.</summary>
    public string? Earlier { get; init; }

    /// <summary>Gets from where the next page starts; null when this is the last.</summary>
    public string? Later { get; init; }

    /// <summary>Gets the place of the first row of the page above; null when this is the first.</summary>
    public long? RowsAbove { get; init; }

    /// <summary>Gets the place of the first row of the page below; null when this is the last.</summary>
    public long? RowsBelow { get; init; }

    /// <summary>Gets how many cells there are.</summary>
    public int Cells => Tables.Sum(t => t.Rows.Length * t.Columns.Length);
}

/// <summary>One table of cells.</summary>
public sealed record CalendarTable
{
    /// <summary>Gets what it shows.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the dimension of its rows; the same as that of its columns where both together name a date.</summary>
    public required string RowDimension { get; init; }

    /// <summary>Gets the dimension of its columns; null when there is one column of everything.</summary>
    public string? ColumnDimension { get; init; }

    /// <summary>Gets whether rows have first and last numbers instead of single values.</summary>
    public bool HasRanges { get; init; }

    /// <summary>Gets the columns.</summary>
    public required ImmutableArray<CalendarHead> Columns { get; init; }

    /// <summary>Gets the rows.</summary>
    public required ImmutableArray<CalendarRow> Rows { get; init; }

    /// <summary>Gets whether row and column together name a date: year and month, month and day.</summary>
    public bool IsLinear => RowDimension == ColumnDimension;
}

/// <summary>One row.</summary>
/// <param name="Head">What stands before it.</param>
/// <param name="Cells">A cell a column; null where there is no unit.</param>
public sealed record CalendarRow(CalendarHead Head, ImmutableArray<CellCounts?> Cells);

/// <summary>What stands before a row or above a column.</summary>
/// <param name="Label">For people.</param>
/// <param name="Value">As a filter has it; of dates, the part that row or column names.</param>
public sealed record CalendarHead(string Label, string Value)
{
    /// <summary>Gets what is written where the rest can be seen from its neighbours, the day of a month; null means all of it.</summary>
    public string? Short { get; init; }

    /// <summary>Gets the last value, where rows have ranges.</summary>
    public string? Last { get; init; }

    /// <summary>Gets what is shown when one looks closer; null where there is nothing closer.</summary>
    public CalendarQuestion? Closer { get; init; }
}
