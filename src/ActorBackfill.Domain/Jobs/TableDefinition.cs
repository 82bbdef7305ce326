using System.Collections.Immutable;

namespace ActorBackfill.Domain.Jobs;

/// <summary>One column of a sink table as the job file gives it: <c>rug = "rug as integer"</c>.</summary>
/// <param name="Name">The column's name, <c>[A-Za-z_][A-Za-z0-9_]{0,62}</c>; names that start with <c>_</c> are ours.</param>
/// <param name="Path">Where the value stands in an item or in a processor's record; see <see cref="Items.ItemPath"/>.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsVolatile">Left out of the content hash (a time of fetching, say).</param>
public sealed record ColumnDefinition(string Name, string Path, ColumnType Type = ColumnType.Text, bool IsVolatile = false);

/// <summary>One table of the sink.</summary>
/// <param name="Name">The table's name, same rule as a column's.</param>
/// <param name="Columns">Its columns in the order of the job file; rows carry their values in this order.</param>
/// <param name="Key">Names of the columns that identify a row; not empty.</param>
/// <param name="Update">Columns to overwrite when the key exists already; null means all but the key.</param>
public sealed record TableDefinition(
    string Name,
    ImmutableArray<ColumnDefinition> Columns,
    ImmutableArray<string> Key,
    ImmutableArray<string>? Update = null)
{
    /// <summary>Gets the positions of the key's columns in <see cref="Columns"/>.</summary>
    public ImmutableArray<int> KeyPositions { get; } =
        [.. Key.Select(k => Columns.Select((c, i) => (c.Name, i)).First(x => x.Name == k).i)];
}
