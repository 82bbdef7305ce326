using ActorBackfill.Dashboard.Pages.Calendar;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>A row or a column of a calendar: some values of a dimension.</summary>
/// <param name="Head">What stands before or above it.</param>
/// <param name="Coordinates">The values' coordinates as runs, those that the plan has only.</param>
internal sealed record AxisPart(CalendarHead Head, IReadOnlyList<(long First, long Count)> Coordinates)
{
    /// <summary>Gets how many values that are.</summary>
    public long Values { get; } = Coordinates.Sum(c => c.Count);
}
