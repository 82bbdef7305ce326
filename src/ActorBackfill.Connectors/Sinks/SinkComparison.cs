using System.Collections.Immutable;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>A row that is not the same in two sinks.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key: <c>game_id=0022100203, player_id=1629029</c>.</param>
/// <param name="Columns">The columns that differ, with both values; empty when only one sink has the row.</param>
/// <param name="IsOnlyLeft">Whether the right sink lacks it.</param>
/// <param name="IsOnlyRight">Whether the left sink lacks it.</param>
public sealed record RowDifference(
    string Table, string Key, ImmutableArray<(string Column, string? Left, string? Right)> Columns, bool IsOnlyLeft, bool IsOnlyRight);

/// <summary>What one table of the job holds in two sinks.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Left">In the one.</param>
/// <param name="Right">In the other.</param>
public sealed record TableComparison(string Table, ContentTotal Left, ContentTotal Right);

/// <summary>Two sinks of one job, compared.</summary>
public sealed record SinkComparison
{
    /// <summary>Gets the tables in the job's order.</summary>
    public required ImmutableArray<TableComparison> Tables { get; init; }

    /// <summary>Gets the units that both ledgers have.</summary>
    public required long Units { get; init; }

    /// <summary>Gets the first units that only one ledger has, in key order; those that were to be left out are not among them.</summary>
    public required ImmutableArray<(string Unit, bool IsLeft)> Lonely { get; init; }

    /// <summary>Gets how many units only one ledger has.</summary>
    public required long LonelyCount { get; init; }

    /// <summary>
    /// Gets how many units hold other rows though both have them. Where the tables are equal, these units write rows of one key and order
    /// decides which of them carries it.
    /// </summary>
    public required long ChangedUnits { get; init; }

    /// <summary>Gets the first rows that differ.</summary>
    public required ImmutableArray<RowDifference> Rows { get; init; }

    /// <summary>Gets how many rows differ.</summary>
    public required long RowCount { get; init; }

    /// <summary>Gets the total of the left sink.</summary>
    public ContentTotal Left => Tables.Aggregate(default(ContentTotal), (sum, t) => sum + t.Left);

    /// <summary>Gets the total of the right sink.</summary>
    public ContentTotal Right => Tables.Aggregate(default(ContentTotal), (sum, t) => sum + t.Right);

    /// <summary>Gets whether rows and units are the same.</summary>
    public bool IsEqual => LonelyCount == 0 && Tables.All(t => t.Left == t.Right);
}
