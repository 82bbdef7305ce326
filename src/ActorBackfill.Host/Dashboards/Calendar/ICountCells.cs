using ActorBackfill.Dashboard.Pages.Calendar;

namespace ActorBackfill.Host.Dashboards.Calendar;

/// <summary>Counts the units of cells by their states.</summary>
internal interface ICountCells
{
    /// <summary>Gets the counts of a cell; null where the plan has no unit.</summary>
    /// <param name="coordinates">Runs of coordinates of its units, by the position of their dimension; all values of those that are not named.</param>
    CellCounts? Count(params IEnumerable<(int Dimension, IReadOnlyList<(long First, long Count)> Coordinates)> coordinates);
}
