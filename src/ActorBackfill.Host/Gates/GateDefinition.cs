using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Gates;

namespace ActorBackfill.Host.Gates;

/// <summary>A gate over tables, as a gate file says it.</summary>
internal sealed record GateDefinition
{
    /// <summary>Gets its name. Key <c>gate</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the first expected day, included; null where the expected set comes from elsewhere. Key <c>range</c>.</summary>
    public DateOnly? First { get; init; }

    /// <summary>Gets the last expected day, included.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>Gets where the expected set comes from: a file or <c>query:SQL</c>; null means every day of the range. Key <c>expect</c>.</summary>
    public string? Expect { get; init; }

    /// <summary>Gets the dimension that gaps are named by. Key <c>unit</c>; default <c>date</c>.</summary>
    public string Unit { get; init; } = "date";

    /// <summary>Gets what is demanded. Keys <c>min</c>, <c>tolerance-rows</c>, <c>tolerance-percent</c>; default 100 %, 0, 0.</summary>
    public GateRule Rule { get; init; } = new();

    /// <summary>Gets the tables; at least one. Key <c>tables</c>.</summary>
    public ImmutableArray<GateTable> Tables { get; init; } = [];

    /// <summary>Gets whether a day lies in the range; every one does where there is none.</summary>
    /// <param name="day">The day, <c>2021-11-15</c>.</param>
    public bool Includes(string day) =>
        (First is not { } first || string.CompareOrdinal(day, Text(first)) >= 0) && (Last is not { } last || string.CompareOrdinal(day, Text(last)) <= 0);

    private static string Text(DateOnly day) => day.ToString("o", CultureInfo.InvariantCulture);
}

/// <summary>A table that a gate looks at.</summary>
/// <param name="Name">Its name in the gate file.</param>
/// <param name="Sink">The database file. Key <c>sink</c>; default: the gate's own <c>sink</c>.</param>
/// <param name="Table">The table. Key <c>table</c>; default: its name.</param>
/// <param name="Column">The column with the dates. Key <c>column</c>; default: the gate's own <c>column</c>.</param>
internal sealed record GateTable(string Name, string Sink, string Table, string Column);
