using System.Globalization;
using System.Text;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>Finds the rows that two sinks do not have alike: both are read in key order, a row of each in memory at a time.</summary>
internal sealed class RowDiffer : IDisposable
{
    private readonly ISinkView _left;
    private readonly ISinkView _right;
    private readonly IReadOnlySet<string> _leaveOut;

    public RowDiffer(ISinkStore left, ISinkStore right, IReadOnlySet<string> leaveOut)
    {
        _leaveOut = leaveOut;
        _left = left.OpenView();
        try
        {
            _right = right.OpenView();
        }
        catch
        {
            _left.Dispose();
            throw;
        }
    }

    /// <summary>Gets the rows of a table that differ, in key order.</summary>
    public IEnumerable<RowDifference> Differences(TableDefinition table)
    {
        using var left = new Side(_left, table, _leaveOut);
        using var right = new Side(_right, table, _leaveOut);
        while (left.Row is not null || right.Row is not null)
        {
            var order = left.Row is null ? 1 : right.Row is null ? -1 : Compare(table, left.Row, right.Row);
            if (order < 0)
            {
                yield return new RowDifference(table.Name, Key(table, left.Row!), [], IsOnlyLeft: true, IsOnlyRight: false);
            }
            else if (order > 0)
            {
                yield return new RowDifference(table.Name, Key(table, right.Row!), [], IsOnlyLeft: false, IsOnlyRight: true);
            }
            else if (Changed(table, left.Row!, right.Row!) is { Count: > 0 } columns)
            {
                yield return new RowDifference(table.Name, Key(table, left.Row!), [.. columns], IsOnlyLeft: false, IsOnlyRight: false);
            }

            left.Advance(order <= 0);
            right.Advance(order >= 0);
        }
    }

    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
    }

    private static List<(string Column, string? Left, string? Right)> Changed(TableDefinition table, object?[] left, object?[] right)
    {
        var changed = new List<(string, string?, string?)>();
        for (var i = 0; i < table.Columns.Length; i++)
        {
            var column = table.Columns[i];
            if (!column.IsVolatile && !column.Name.StartsWith('_') && Text(left[i]) is var one && Text(right[i]) is var other && one != other)
            {
                changed.Add((column.Name, one, other));
            }
        }

        return changed;
    }

    private static string Key(TableDefinition table, object?[] row) => string.Join(", ", table.KeyPositions.Select(k => $"{table.Columns[k].Name}={Text(row[k])}"));

    private static int Compare(TableDefinition table, object?[] left, object?[] right)
    {
        foreach (var key in table.KeyPositions)
        {
            var order = (left[key], right[key]) switch
            {
                (long one, long other) => one.CompareTo(other),
                (double one, double other) => one.CompareTo(other),
                (string one, string other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)),
                var (one, other) => string.CompareOrdinal(Text(one), Text(other)),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        byte[] blob => "x" + Convert.ToHexStringLower(blob),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };

    /// <summary>One sink's rows of a table, without those of units that do not count.</summary>
    private sealed class Side : IDisposable
    {
        private readonly IRowCursor _rows;
        private readonly int _columns;
        private readonly IReadOnlySet<string> _leaveOut;

        public Side(ISinkView view, TableDefinition table, IReadOnlySet<string> leaveOut)
        {
            (_columns, _leaveOut) = (table.Columns.Length, leaveOut);
            var order = table.KeyPositions.Select(k => view.Order(SqlName.Quote(table.Columns[k].Name), IsText(table.Columns[k])));
            _rows = view.Query(
                $"SELECT {SqlName.List(table.Columns.Select(c => c.Name))}, {SinkTable.UnitColumn} FROM {SqlName.Quote(table.Name)} WHERE {SinkTable.JobColumn} = {view.Job ?? 0} ORDER BY {string.Join(", ", order)}");
            Advance(true);
        }

        /// <summary>Gets the current row, or null after the last.</summary>
        public object?[]? Row { get; private set; }

        public void Advance(bool does)
        {
            while (does)
            {
                Row = _rows.Next() ? [.. Enumerable.Range(0, _columns).Select(_rows.Value)] : null;
                does = Row is not null && _leaveOut.Contains(_rows.Text(_columns));
            }
        }

        public void Dispose() => _rows.Dispose();

        private static bool IsText(ColumnDefinition column) => column.Type is not (ColumnType.Integer or ColumnType.Boolean or ColumnType.Real);
    }
}
