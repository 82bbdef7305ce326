namespace ActorBackfill.Domain.Jobs;

/// <summary>A count of a run under a name of the job's own: <c>runs_imported = rows.runs</c>.</summary>
/// <param name="Name">What the job calls it.</param>
/// <param name="Of">What is counted.</param>
/// <param name="Table">The table, for <see cref="TotalKind.RowsOfTable"/>; null otherwise.</param>
public sealed record TotalDefinition(string Name, TotalKind Of, string? Table = null);

/// <summary>What can be counted. All of it is of one run but for failed units, which may be of an earlier one.</summary>
public enum TotalKind
{
    /// <summary><c>rows</c>: all rows.</summary>
    Rows,

    /// <summary><c>rows.TABLE</c>: rows of a table.</summary>
    RowsOfTable,

    /// <summary><c>units</c>: units that got their outcome.</summary>
    Units,

    /// <summary><c>units.with-rows</c>: units that brought rows.</summary>
    UnitsWithRows,

    /// <summary><c>units.failed</c>: units that are failed or set apart.</summary>
    FailedUnits,

    /// <summary><c>waves</c>: waves whose units have all ended.</summary>
    Waves,

    /// <summary><c>requests</c>: requests made.</summary>
    Requests,
}
