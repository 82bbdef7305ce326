using System.Collections.Concurrent;

namespace ActorBackfill.Replay.Tables;

/// <summary>
/// For each column asked for, which rows hold a value. An index is made at the first filter on its column; there are
/// never more than columns, each of one integer a row.
/// </summary>
internal sealed class ColumnIndexes(IRows rows)
{
    private readonly ConcurrentDictionary<int, Lazy<Dictionary<string, int[]>>> _indexes = new();

    /// <summary>The rows, ascending, whose cell is exactly the value.</summary>
    public ReadOnlyMemory<int> RowsWhere(int column, string value) =>
        Index(column).TryGetValue(value, out var found) ? found : ReadOnlyMemory<int>.Empty;

    /// <summary>The rows, ascending, whose cell passes all filters: each value is compared once, however many rows hold it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="filters">Filters on it, one at least.</param>
    public ReadOnlyMemory<int> RowsWhere(int column, RowFilter[] filters)
    {
        var index = Index(column);
        var found = new List<int[]>();
        foreach (var value in Candidates(index, filters))
        {
            if (Array.TrueForAll(filters, filter => filter.Accepts(value)) && index.TryGetValue(value, out var holders))
            {
                found.Add(holders);
            }
        }

        if (found.Count < 2)
        {
            return found.Count == 0 ? ReadOnlyMemory<int>.Empty : found[0];
        }

        int[] rows = [.. found.SelectMany(holders => holders)];
        Array.Sort(rows);
        return rows;
    }

    // Values that are named need not be looked for.
    private static IEnumerable<string> Candidates(Dictionary<string, int[]> index, RowFilter[] filters)
    {
        foreach (var filter in filters)
        {
            if (filter.Comparison == Comparison.Equal)
            {
                return [filter.Value];
            }

            if (filter.Comparison == Comparison.OneOf)
            {
                return filter.Value.Split(',').Distinct(StringComparer.Ordinal);
            }
        }

        return index.Keys;
    }

    private Dictionary<string, int[]> Index(int column) =>
        _indexes.GetOrAdd(column, c => new Lazy<Dictionary<string, int[]>>(() => Build(c))).Value;

    private Dictionary<string, int[]> Build(int column)
    {
        var lists = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
        {
            var value = rows.Text(row, column);
            if (!lists.TryGetValue(value, out var list))
            {
                lists.Add(value, list = []);
            }

            list.Add(row);
        }

        return lists.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }
}
