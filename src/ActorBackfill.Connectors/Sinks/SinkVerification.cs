using System.Collections.Immutable;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Rows and what they hold.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Hash">Their content; order does not matter.</param>
public readonly record struct ContentTotal(long Rows, ContentHash Hash)
{
    /// <summary>Adds two totals.</summary>
    public static ContentTotal operator +(ContentTotal left, ContentTotal right) => left.Add(right);

    /// <summary>Adds another total.</summary>
    /// <param name="other">What is added.</param>
    public ContentTotal Add(ContentTotal other) => new(Rows + other.Rows, Hash + other.Hash);
}

/// <summary>What one table of the job holds.</summary>
/// <param name="Table">Its name.</param>
/// <param name="HasUnits">Whether its rows carry their unit; then other jobs' rows are left out, else all rows count.</param>
/// <param name="Content">The total.</param>
public sealed record TableContent(string Table, bool HasUnits, ContentTotal Content);

/// <summary>A unit that is not in the sink as the ledger says.</summary>
/// <param name="Unit">Its key.</param>
/// <param name="Ledger">What the ledger says; null when it does not have the unit.</param>
/// <param name="Sink">What the tables hold.</param>
public sealed record UnitDifference(string Unit, ContentTotal? Ledger, ContentTotal Sink)
{
    /// <summary>Gets the difference in words.</summary>
    public string Reason => Ledger is not { } said ? $"{Sink.Rows} rows of a unit that the ledger does not have"
        : said.Rows != Sink.Rows ? $"the ledger says {said.Rows} rows, the sink has {Sink.Rows}"
        : "as many rows as the ledger says, with other content";
}

/// <summary>Ledger and sink, compared.</summary>
public sealed record SinkVerification
{
    /// <summary>Gets the tables of the job in its order.</summary>
    public required ImmutableArray<TableContent> Tables { get; init; }

    /// <summary>Gets the total of all tables.</summary>
    public required ContentTotal Sink { get; init; }

    /// <summary>Gets the units of the ledger.</summary>
    public required long Units { get; init; }

    /// <summary>Gets the total of the ledger.</summary>
    public required ContentTotal Ledger { get; init; }

    /// <summary>Gets the first units that differ, in key order.</summary>
    public required ImmutableArray<UnitDifference> Differences { get; init; }

    /// <summary>Gets how many units differ.</summary>
    public required long DifferenceCount { get; init; }

    /// <summary>Gets whether units could be compared: not when a table of the job was not created by us. Totals say little then either.</summary>
    public bool IsByUnit => Tables.All(t => t.HasUnits);

    /// <summary>Gets whether nothing differs. Without a comparison by unit nothing can be said, and this is true.</summary>
    public bool IsEqual => DifferenceCount == 0;
}
