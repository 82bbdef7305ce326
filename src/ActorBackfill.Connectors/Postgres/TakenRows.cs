using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Rows;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>A row whose key is taken: what comes, what stands there, and whose it is.</summary>
internal sealed record TakenRow(UnitRow Row, object?[] Stored, string Unit, long Job);

/// <summary>
/// Overwrites rows that exist. The row changes hands: the ledger row of the unit that had it loses it, so that ledger and sink stay equal
/// unit by unit even where units share rows (docs/decisions/0005).
/// </summary>
internal sealed class TakenRows
{
    private readonly NpgsqlConnection _connection;
    private readonly PostgresTable _table;
    private readonly long _job;
    private readonly RowHasher _hasher;
    private readonly int[] _key;

    public TakenRows(NpgsqlConnection connection, PostgresTable table, long job)
    {
        (_connection, _table, _job) = (connection, table, job);
        _hasher = new RowHasher(table.Table);
        _key = [.. table.Table.KeyPositions];
    }

    /// <summary>Finds, and locks in the order of the key, the rows that an insert has just passed over.</summary>
    /// <param name="rows">The rows of the insert.</param>
    /// <param name="isBefore">Whether the insert is still to come: all rows of these keys are in its way.</param>
    public List<TakenRow> Find(IReadOnlyList<UnitRow> rows, bool isBefore = false)
    {
        var columns = string.Join(", ", _table.Table.Columns.Select(c => "t." + SqlName.Quote(c.Name)));
        var order = string.Join(", ", _table.Table.Key.Select(k => "t." + SqlName.Quote(k)));
        // What the insert has written is not what was in its way: this unit's, this job's, and of this transaction.
        var sql = $"SELECT s.i, {columns}, t.{SinkTable.UnitColumn}, t.{SinkTable.JobColumn} FROM {Source(_key)} JOIN {SqlName.Quote(_table.Table.Name)} t ON {Same} "
            + (isBefore ? "" : $"WHERE NOT (t.{SinkTable.UnitColumn} = s.u AND t.{SinkTable.JobColumn} = {_job} AND t.xmin = pg_current_xact_id()::xid) ")
            + $"ORDER BY {order} FOR UPDATE OF t";
        var found = new List<TakenRow>();
        foreach (var part in rows.Chunk(PostgresOptions.ArrayRows))
        {
            found.AddRange(_connection.Rows(sql, r => Read(r, part), RowArrays.Of(_table, _key, part)));
        }

        return found;
    }

    /// <summary>Overwrites them.</summary>
    public void Overwrite(List<TakenRow> taken, LedgerCorrections corrections)
    {
        int[] columns = [.. _key, .. _table.Update];
        var set = _table.Update.Select((column, i) => $"{SqlName.Quote(_table.Table.Columns[column].Name)} = {Cast(_key.Length + i, column)}, ");
        var sql = $"UPDATE {SqlName.Quote(_table.Table.Name)} t SET {string.Concat(set)}{SinkTable.UnitColumn} = s.u, {SinkTable.JobColumn} = {_job} FROM {Source(columns)} WHERE {Same}";
        foreach (var part in taken.Chunk(PostgresOptions.ArrayRows))
        {
            if (_connection.Execute(sql, RowArrays.Of(_table, columns, [.. part.Select(t => t.Row)])) != part.Length)
            {
                throw new Domain.Outcomes.BackfillException(
                    Domain.Outcomes.FailureCategory.SinkSchema, $"{_table.Table.Name} did not take row {part[0].Row.Number}: a trigger of the table dropped it");
            }

            Array.ForEach(part, one => Correct(one, corrections));
        }
    }

    /// <summary>Gets what a row is after another one with its key: columns that are not updated keep their value.</summary>
    public static object?[] Merge(PostgresTable table, object?[] stored, object?[] row)
    {
        var merged = (object?[])stored.Clone();
        foreach (var column in table.Update)
        {
            merged[column] = row[column];
        }

        return merged;
    }

    private void Correct(TakenRow taken, LedgerCorrections corrections)
    {
        corrections.Add(taken.Job, taken.Unit, -1, ContentHash.Empty.Subtract(_hasher.Hash(taken.Stored)));
        if (_table.Update.Length + _key.Length < taken.Stored.Length)
        {
            var now = Merge(_table, taken.Stored, taken.Row.Values);
            corrections.Add(_job, taken.Row.Unit, 0, _hasher.Hash(now).Subtract(_hasher.Hash(taken.Row.Values)));
        }
    }

    private TakenRow Read(NpgsqlDataReader row, UnitRow[] part)
    {
        var stored = new object?[_table.Table.Columns.Length];
        for (var i = 0; i < stored.Length; i++)
        {
            var value = PostgresTypes.Value(row.GetValue(i + 1));
            stored[i] = _table.Table.Columns[i].Type == Domain.Jobs.ColumnType.Real && value is long whole ? (double)whole : value;
        }

        return new TakenRow(part[(int)row.GetInt64(0) - 1], stored, row.GetString(stored.Length + 1), row.GetInt64(stored.Length + 2));
    }

    private string Same => string.Join(" AND ", _key.Select((column, i) => $"t.{SqlName.Quote(_table.Table.Columns[column].Name)} = {Cast(i, column)}"));

    private string Cast(int place, int column) =>
        PostgresTypes.Cast(string.Create(CultureInfo.InvariantCulture, $"s.c{place}"), _table.Table.Columns[column].Type, _table.Stored[column]);

    private static string Source(int[] columns)
    {
        var places = Enumerable.Range(1, columns.Length + 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"${i}"));
        var names = Enumerable.Range(0, columns.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}"));
        return $"unnest({string.Join(", ", places)}) WITH ORDINALITY AS s({string.Join(", ", names)}, u, i)";
    }
}
