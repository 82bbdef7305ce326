using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Outcomes;
using Npgsql;
using NpgsqlTypes;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>Writes and deletes rows of one table inside a transaction, those of a whole group at once and in the order of the key.</summary>
internal sealed class TableRowsWriter
{
    private readonly NpgsqlConnection _connection;
    private readonly PostgresTable _table;
    private readonly long _job;
    private readonly RowCopy _copy;
    private readonly TakenRows _taken;
    private readonly int[] _all;

    public TableRowsWriter(NpgsqlConnection connection, PostgresTable table, long job)
    {
        (_connection, _table, _job) = (connection, table, job);
        _copy = new RowCopy(connection, table);
        _taken = new TakenRows(connection, table, job);
        _all = [.. Enumerable.Range(0, table.Table.Columns.Length)];
    }

    private string Name => SqlName.Quote(_table.Table.Name);

    /// <summary>Writes rows; one whose key exists already is overwritten, and becomes its unit's.</summary>
    /// <param name="rows">No two with the same key.</param>
    /// <param name="corrections">What other units lose by it.</param>
    /// <exception cref="BackfillException">A value cannot be stored, or a trigger dropped a row.</exception>
    public void Write(IReadOnlyList<UnitRow> rows, LedgerCorrections corrections)
    {
        var written = Insert(rows);
        if (written == rows.Count || (!_table.HasUnit && _table.Update.IsEmpty))
        {
            return;
        }

        if (_table.HasUnit)
        {
            var taken = _taken.Find(rows);
            if (written + taken.Count < rows.Count)
            {
                // A row in the way may have been deleted in between; then it can be inserted now.
                written += Insert(rows);
            }

            _taken.Overwrite(taken, corrections);
            written += taken.Count;
        }

        Check(rows, written);
    }

    /// <summary>Writes rows behind a savepoint, where rows that stand in the way cannot be told from those just inserted by their transaction: they are looked for before.</summary>
    /// <param name="rows">No two with the same key.</param>
    /// <exception cref="BackfillException">A value cannot be stored, or a trigger dropped a row.</exception>
    public void Try(IReadOnlyList<UnitRow> rows)
    {
        var taken = _table.HasUnit ? _taken.Find(rows, isBefore: true) : [];
        var written = Insert(rows);
        if (_table.HasUnit)
        {
            _taken.Overwrite(taken, new LedgerCorrections());
            written += taken.Count;
        }

        if (_table.HasUnit || !_table.Update.IsEmpty)
        {
            Check(rows, written);
        }
    }

    private void Check(IReadOnlyList<UnitRow> rows, int written)
    {
        if (written != rows.Count)
        {
            var which = rows.Count == 1 ? $"row {rows[0].Number}" : $"{rows.Count - written} of {rows.Count} rows";
            throw new BackfillException(FailureCategory.SinkSchema, $"{_table.Table.Name} did not take {which}: a trigger of the table dropped it");
        }
    }

    /// <summary>Deletes the rows of units; nothing on tables we did not create, whose rows do not carry their unit.</summary>
    public void Delete(IReadOnlyList<string> units)
    {
        if (_table.HasUnit)
        {
            // Only now: the index costs every insert, and most sinks never replace anything (docs/decisions/0004).
            _connection.Execute($"CREATE INDEX IF NOT EXISTS {Index()} ON {Name} ({SinkTable.UnitColumn})");
            _connection.Execute(
                $"DELETE FROM {Name} WHERE {SinkTable.UnitColumn} = ANY ($1) AND {SinkTable.JobColumn} = {_job}", PostgresConnection.Array(units.ToArray(), NpgsqlDbType.Text));
        }
    }

    private int Insert(IReadOnlyList<UnitRow> rows)
    {
        if (rows.Count > PostgresOptions.ArrayRows)
        {
            return _connection.Execute(InsertSql($"{_copy.Fill(rows)} AS s"));
        }

        var places = string.Join(", ", Enumerable.Range(1, _all.Length + 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"${i}")));
        return _connection.Execute(InsertSql($"unnest({places}) AS s({string.Concat(_all.Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}, ")))}u)"), RowArrays.Of(_table, _all, rows));
    }

    private string InsertSql(string source)
    {
        var definition = _table.Table;
        var columns = definition.Columns.Select(c => SqlName.Quote(c.Name)).ToList();
        var values = _all.Select(Value).ToList();
        if (_table.HasUnit)
        {
            columns.AddRange([SinkTable.UnitColumn, SinkTable.JobColumn]);
            values.AddRange(["s.u", string.Create(CultureInfo.InvariantCulture, $"{_job}")]);
        }

        var update = _table.HasUnit ? [] : _table.Update;
        var action = update.IsEmpty ? "NOTHING" : "UPDATE SET " + string.Join(", ", update.Select(i => $"{columns[i]} = excluded.{columns[i]}"));
        // In the order of the key, so that two transactions cannot wait for each other's rows.
        return $"INSERT INTO {Name} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {source} "
            + $"ORDER BY {string.Join(", ", definition.KeyPositions.Select(Value))} ON CONFLICT ({SqlName.List(definition.Key)}) DO {action}";
    }

    private string Value(int column) =>
        PostgresTypes.Cast(string.Create(CultureInfo.InvariantCulture, $"s.c{column}"), _table.Table.Columns[column].Type, _table.Stored[column]);

    // A name of PostgreSQL has 63 bytes; a longer one would be cut, and be another table's index.
    private string Index()
    {
        var name = _table.Table.Name;
        return SqlName.Quote("backfill_unit_" + (name.Length <= 49 ? name : $"{name[..40]}_{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 4))}"));
    }
}
