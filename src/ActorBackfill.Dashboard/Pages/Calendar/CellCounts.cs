using System.Collections.Immutable;
using ActorBackfill.Domain.Progress;

namespace ActorBackfill.Dashboard.Pages.Calendar;

/// <summary>The units of one cell by their states.</summary>
public readonly record struct CellCounts
{
    /// <summary>Gets the units that the plan has there.</summary>
    public long Total { get; init; }

    /// <summary>Gets those that are done.</summary>
    public long Done { get; init; }

    /// <summary>Gets those for which there was nothing.</summary>
    public long Empty { get; init; }

    /// <summary>Gets those that were declined.</summary>
    public long Skipped { get; init; }

    /// <summary>Gets those that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Gets those that were set apart.</summary>
    public long Quarantined { get; init; }

    /// <summary>Gets those that are being worked on.</summary>
    public long Running { get; init; }

    /// <summary>Gets those that have not ended and that nobody works on.</summary>
    public long Open => Total - Done - Empty - Skipped - Failed - Quarantined - Running;

    /// <summary>Gets the state of those that need attention most.</summary>
    public string State => All.First(s => s.Units > 0 || s.State == "done").State;

    /// <summary>Gets the share of units that have an outcome, 0 to 100, as the overview counts it: those that failed have one, those that are being worked on have none.</summary>
    public double Percent => UnitCounts.PercentOf(Total - Open - Running, Total);

    /// <summary>Gets the counts in words, those first that need attention most: <c>3 failed, 26 done</c>.</summary>
    public string Text => string.Join(", ", All.Where(s => s.Units > 0).Select(s => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{s.Units} {s.State}")));

    /// <summary>Gets all states with their units, those first that need attention most.</summary>
    public ImmutableArray<(string State, long Units)> All =>
    [
        ("failed", Failed), ("quarantined", Quarantined), ("running", Running), ("open", Open), ("skipped", Skipped), ("empty", Empty), ("done", Done),
    ];

    /// <summary>Adds up.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static CellCounts operator +(CellCounts left, CellCounts right) => new()
    {
        Total = left.Total + right.Total,
        Done = left.Done + right.Done,
        Empty = left.Empty + right.Empty,
        Skipped = left.Skipped + right.Skipped,
        Failed = left.Failed + right.Failed,
        Quarantined = left.Quarantined + right.Quarantined,
        Running = left.Running + right.Running,
    };

    /// <summary>Adds up.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static CellCounts Add(CellCounts left, CellCounts right) => left + right;
}
