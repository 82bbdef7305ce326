using System.Text.Json;

namespace ActorBackfill.Replay.Tables;

/// <summary>Rows with the indexes that find them: a request for one date costs its answer, not the table.</summary>
internal sealed class Table
{
    private readonly IRows _rows;
    private readonly ColumnIndexes _indexes;
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly int[] _all;

    public Table(IRows rows)
    {
        _rows = rows;
        _indexes = new ColumnIndexes(rows);
        _all = [.. Enumerable.Range(0, rows.Count)];
        for (var column = 0; column < rows.Columns.Count; column++)
        {
            _ordinals.Add(rows.Columns[column], column);
        }
    }

    public int Count => _rows.Count;

    public IReadOnlyList<string> Columns => _rows.Columns;

    public int? Ordinal(string column) => _ordinals.TryGetValue(column, out var ordinal) ? ordinal : null;

    /// <summary>The first row whose cell is exactly the value; null when there is none.</summary>
    public int? First(int column, string value) => _indexes.RowsWhere(column, value) is { Length: > 0 } rows ? rows.Span[0] : null;

    public string Text(int row, int column) => _rows.Text(row, column);

    public void WriteJson(Utf8JsonWriter writer, int row) => _rows.WriteJson(writer, row);

    public void WriteJson(Utf8JsonWriter writer, int row, IReadOnlyList<int> columns) => _rows.WriteJson(writer, row, columns);

    /// <summary>The rows, ascending, that pass every filter.</summary>
    public ReadOnlyMemory<int> Select(IReadOnlyList<RowFilter> filters)
    {
        ReadOnlyMemory<int> found = _all;
        foreach (var column in filters.GroupBy(filter => filter.Column))
        {
            var rows = _indexes.RowsWhere(column.Key, [.. column]);
            found = found.Length == _all.Length ? rows : Both(found.Span, rows.Span);
        }

        return found;
    }

    /// <summary>One row for each value the column has among the rows: the first that holds it.</summary>
    public ReadOnlyMemory<int> Distinct(ReadOnlyMemory<int> rows, int column)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var first = new List<int>();
        foreach (var row in rows.Span)
        {
            if (seen.Add(_rows.Text(row, column)))
            {
                first.Add(row);
            }
        }

        return first.ToArray();
    }

    private static int[] Both(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var both = new List<int>(Math.Min(left.Length, right.Length));
        for (int l = 0, r = 0; l < left.Length && r < right.Length;)
        {
            var order = left[l].CompareTo(right[r]);
            if (order == 0)
            {
                both.Add(left[l]);
            }

            l += order <= 0 ? 1 : 0;
            r += order >= 0 ? 1 : 0;
        }

        return [.. both];
    }
}
