using System.Collections.Immutable;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Connectors.Sinks;

/// <summary>The ledger of a job in unit order.</summary>
internal sealed class LedgerCursor : IDisposable
{
    private readonly IRowCursor _rows;

    public LedgerCursor(ISinkView view, long job)
    {
        _rows = view.Query($"SELECT unit, rows, hash FROM backfill_ledger WHERE job = {job} ORDER BY unit");
        Advance();
    }

    /// <summary>Gets the current unit, or null after the last.</summary>
    public string? Unit { get; private set; }

    public long Units { get; private set; }

    public ContentTotal Total { get; private set; }

    /// <summary>Gets what the ledger says of the current unit, and goes on.</summary>
    public ContentTotal Take()
    {
        var said = new ContentTotal(_rows.Long(1), ContentHash.Read(_rows.Blob(2)));
        Units++;
        Total += said;
        Advance();
        return said;
    }

    public void Dispose() => _rows.Dispose();

    private void Advance() => Unit = _rows.Next() ? _rows.Text(0) : null;
}

/// <summary>A table's rows in unit order; a table whose rows have no unit is read at once.</summary>
internal sealed class TableCursor : IDisposable
{
    private readonly IRowCursor _rows;
    private readonly RowHasher _hasher;
    private readonly ImmutableArray<ColumnDefinition> _columns;
    private readonly object?[] _row;

    public TableCursor(ISinkView view, SinkTable table, long job)
    {
        (Name, HasUnit, _columns) = (table.Table.Name, table.HasUnit, table.Table.Columns);
        _hasher = new RowHasher(table.Table);
        _row = new object?[_columns.Length];
        var columns = SqlName.List(_columns.Select(c => c.Name));
        _rows = view.Query(table.HasUnit
            ? $"SELECT {columns}, {SinkTable.UnitColumn} FROM {SqlName.Quote(Name)} WHERE {SinkTable.JobColumn} = {job} ORDER BY {view.Order(SinkTable.UnitColumn, isText: true)}"
            : $"SELECT {columns} FROM {SqlName.Quote(Name)}");
        Advance();
        while (!table.HasUnit && Unit is not null)
        {
            Take();
        }
    }

    public string Name { get; }

    public bool HasUnit { get; }

    /// <summary>Gets the current unit, or null after the last.</summary>
    public string? Unit { get; private set; }

    public ContentTotal Total { get; private set; }

    /// <summary>Gets what the table holds of the current unit, and goes on.</summary>
    public ContentTotal Take()
    {
        var (unit, found) = (Unit, default(ContentTotal));
        for (; Unit is not null && Unit == unit; Advance())
        {
            found += new ContentTotal(1, Hash());
        }

        Total += found;
        return found;
    }

    public void Dispose() => _rows.Dispose();

    private void Advance() => Unit = !_rows.Next() ? null : HasUnit ? _rows.Text(_columns.Length) : "";

    private ContentHash Hash()
    {
        for (var i = 0; i < _row.Length; i++)
        {
            var value = _rows.Value(i);
            // A column of a table that we did not create may keep 2.0 as 2.
            _row[i] = _columns[i].Type == ColumnType.Real && value is long whole ? (double)whole : value;
        }

        return _hasher.Hash(_row);
    }
}
