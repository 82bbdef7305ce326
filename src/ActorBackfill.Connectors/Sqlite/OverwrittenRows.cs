using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Rows;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// Overwrites rows that exist. The row changes hands: the ledger row of the unit that had it loses it, so that ledger and sink stay equal
/// unit by unit even where units share rows (docs/decisions/0005).
/// </summary>
internal sealed class OverwrittenRows : IDisposable
{
    private readonly TableDefinition _table;
    private readonly long _job;
    private readonly ImmutableArray<int> _update;
    private readonly RowHasher _hasher;
    private readonly RawStatement _read;
    private readonly RawStatement _write;

    public OverwrittenRows(SqliteConnection connection, TableDefinition table, long job)
    {
        _table = table;
        _job = job;
        _update = TableWriter.UpdatePositions(table);
        _hasher = new RowHasher(table);
        var name = SqlName.Quote(table.Name);
        var where = string.Join(" AND ", table.Key.Select((k, i) => $"{SqlName.Quote(k)} = ?{i + 1}"));
        var set = _update.Select((column, i) => $"{SqlName.Quote(table.Columns[column].Name)} = ?{table.Key.Length + 2 + i}, ");
        _read = new RawStatement(
            connection, $"SELECT {SqlName.List(table.Columns.Select(c => c.Name))}, {SinkTable.UnitColumn}, {SinkTable.JobColumn} FROM {name} WHERE {where}");
        _write = new RawStatement(
            connection, $"UPDATE {name} SET {string.Concat(set)}{SinkTable.UnitColumn} = ?{table.Key.Length + 1}, {SinkTable.JobColumn} = {job} WHERE {where}");
    }

    /// <summary>Overwrites the row with this row's key; false when there is none.</summary>
    public bool TryOverwrite(string unit, object?[] row, LedgerStatements ledger)
    {
        BindKey(_read, row);
        if (!_read.Next())
        {
            return false;
        }

        var stored = new object?[row.Length];
        for (var i = 0; i < stored.Length; i++)
        {
            stored[i] = _read.Value(i);
        }

        var (ownerUnit, ownerJob) = (_read.Text(row.Length), _read.Long(row.Length + 1));
        _read.Reset();
        ledger.Correct(ownerJob, ownerUnit, -1, ContentHash.Empty.Subtract(_hasher.Hash(stored)));
        Write(unit, row);
        if (_update.Length + _table.Key.Length < row.Length)
        {
            CorrectOwn(unit, row, stored, ledger);
        }

        return true;
    }

    public void Dispose()
    {
        _read.Dispose();
        _write.Dispose();
    }

    private void Write(string unit, object?[] row)
    {
        BindKey(_write, row);
        _ = _write.TryBind(_table.Key.Length + 1, unit);
        for (var i = 0; i < _update.Length; i++)
        {
            _ = _write.TryBind(_table.Key.Length + 2 + i, row[_update[i]]);
        }

        _write.Run();
    }

    // Columns that are not overwritten keep their value: the row in the sink is not the row the unit brought.
    private void CorrectOwn(string unit, object?[] row, object?[] stored, LedgerStatements ledger)
    {
        foreach (var column in _update)
        {
            stored[column] = row[column];
        }

        ledger.Correct(_job, unit, 0, _hasher.Hash(stored).Subtract(_hasher.Hash(row)));
    }

    private void BindKey(RawStatement statement, object?[] row)
    {
        for (var i = 0; i < _table.KeyPositions.Length; i++)
        {
            _ = statement.TryBind(i + 1, row[_table.KeyPositions[i]]);
        }
    }
}
