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
