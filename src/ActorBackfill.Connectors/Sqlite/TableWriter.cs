using System.Collections.Immutable;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Writes and deletes rows of one table inside a transaction.</summary>
internal sealed class TableWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SinkTable _sink;
    private readonly long _job;
    private RawStatement? _insert;
    private RawStatement? _delete;
    private OverwrittenRows? _overwrite;

    public TableWriter(SqliteConnection connection, SinkTable sink, long job)
    {
        _connection = connection;
        _sink = sink;
        _job = job;
    }

    private TableDefinition Table => _sink.Table;

    /// <summary>Gets the columns that are overwritten when a row's key exists already.</summary>
    /// <param name="table">Their table.</param>
    public static ImmutableArray<int> UpdatePositions(TableDefinition table) =>
        [.. Enumerable.Range(0, table.Columns.Length)
            .Where(i => !table.KeyPositions.Contains(i) && (table.Update is not { } update || update.Contains(table.Columns[i].Name)))];

    /// <summary>Writes a unit's rows; a row whose key exists already is overwritten, and becomes this unit's.</summary>
    /// <param name="unit">The unit's key; its ledger row stands already.</param>
    /// <param name="rows">The unit's rows.</param>
    /// <param name="first">The first of them to write, from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="ledger">Where owners of overwritten rows are kept true.</param>
    /// <exception cref="BackfillException">A value cannot be stored, or a trigger dropped a row.</exception>
    public void Write(string unit, IReadOnlyList<object?[]> rows, int first, int count, LedgerStatements ledger)
    {
        var insert = _insert ??= new RawStatement(_connection, InsertSql());
        for (var i = first; i < first + count; i++)
        {
            var row = rows[i];
            for (var column = 0; column < row.Length; column++)
            {
                if (!insert.TryBind(column + 1, row[column]))
                {
                    throw new BackfillException(
                        FailureCategory.InvalidData, $"{Table.Name}.{Table.Columns[column].Name} of row {i + 1} holds NUL or half a surrogate pair")
                    {
                        Column = Table.Columns[column].Name,
                    };
                }
            }

            if (_sink.HasUnit)
            {
                _ = insert.TryBind(Table.Columns.Length + 1, unit);
            }

            insert.Run();
            if (insert.Changes != 1)
            {
                Overwrite(unit, i, row, ledger);
            }
        }
    }

    /// <summary>Sees to it that a unit's rows can be found; once in a transaction that deletes.</summary>
    /// <remarks>Only now: the index costs every insert a fifth, and most sinks never replace anything (docs/decisions/0004).</remarks>
    public void PrepareDelete()
    {
        if (_sink.HasUnit)
        {
            SinkFile.Execute(_connection, $"CREATE INDEX IF NOT EXISTS {SqlName.UnitIndex(Table.Name)} ON {SqlName.Quote(Table.Name)} ({SinkTable.UnitColumn})");
        }
    }

    /// <summary>Deletes a unit's rows; nothing on tables we did not create, whose rows do not carry their unit.</summary>
    public void Delete(string unit)
    {
        if (_sink.HasUnit)
        {
            _delete ??= new RawStatement(_connection, $"DELETE FROM {SqlName.Quote(Table.Name)} WHERE {SinkTable.UnitColumn} = ?1 AND {SinkTable.JobColumn} = {_job}");
            _ = _delete.TryBind(1, unit);
            _delete.Run();
        }
    }

    public void Dispose()
    {
        _insert?.Dispose();
        _delete?.Dispose();
        _overwrite?.Dispose();
    }

    private void Overwrite(string unit, int index, object?[] row, LedgerStatements ledger)
    {
        var done = _sink.HasUnit
            ? (_overwrite ??= new OverwrittenRows(_connection, Table, _job)).TryOverwrite(unit, row, ledger)
            : UpdatePositions(Table).IsEmpty;
        if (!done)
        {
            throw new BackfillException(FailureCategory.SinkSchema, $"{Table.Name} did not take row {index + 1}: a trigger of the table dropped it");
        }
    }

    private string InsertSql()
    {
        var columns = Table.Columns.Select(c => SqlName.Quote(c.Name)).ToList();
        var values = columns.Select((_, i) => $"?{i + 1}").ToList();
        if (_sink.HasUnit)
        {
            columns.AddRange([SinkTable.UnitColumn, SinkTable.JobColumn]);
            values.AddRange([$"?{values.Count + 1}", $"{_job}"]);
        }

        var update = _sink.HasUnit ? [] : UpdatePositions(Table);
        var action = update.IsEmpty ? "NOTHING" : "UPDATE SET " + string.Join(", ", update.Select(i => $"{columns[i]} = excluded.{columns[i]}"));
        return $"INSERT INTO {SqlName.Quote(Table.Name)} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", values)}) ON CONFLICT ({SqlName.List(Table.Key)}) DO {action}";
    }
}
