using System.Collections.Immutable;
using System.Globalization;

namespace ActorBackfill.Domain.Plans;

/// <summary>Which units of a plan a command is about: those for which everything it says holds. Immutable.</summary>
public sealed record UnitSelection
{
    /// <summary>Gets the selection of all units.</summary>
    public static UnitSelection Everything { get; } = new();

    /// <summary>Gets the filter; everything by default.</summary>
    public UnitFilter Filter { get; init; } = UnitFilter.Everything;

    /// <summary>Gets the keys of the units that are meant (<c>--from-gaps</c>), or null for all.</summary>
    public ImmutableArray<string>? Keys { get; init; }

    /// <summary>Gets the part of the units that this process takes (<c>--shard 2/3</c>), or null for all.</summary>
    public UnitShard? Shard { get; init; }

    /// <summary>Gets whether it leaves nothing out.</summary>
    public bool IsEverything => Filter.Terms.IsEmpty && Keys is null && Shard is null;

    /// <summary>Gets it in words: <c>state=VIC; 12 listed units; shard 2/3</c>. Empty for everything.</summary>
    public override string ToString() => string.Join("; ", new[]
    {
        Filter.Text,
        Keys is { } keys ? string.Create(CultureInfo.InvariantCulture, $"{keys.Length:#,0} listed {(keys.Length == 1 ? "unit" : "units")}") : "",
        Shard is { } shard ? $"shard {shard}" : "",
    }.Where(t => t.Length > 0));
}
