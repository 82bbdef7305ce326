using System.Globalization;
using ActorBackfill.Domain.Jobs;
using Microsoft.Data.Sqlite;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>Finds the rows that two sinks do not have alike, along the key: one sink is attached to the other's connection.</summary>
internal sealed class RowDiffer : IDisposable
{
    private readonly SqliteConnection _connection;

    public RowDiffer(SqliteSink left, SqliteSink right, IReadOnlySet<string> leaveOut)
    {
        _connection = left.File.OpenForReading();
        Run("ATTACH DATABASE $value AS other", right.File.Path);
        Run("CREATE TEMP TABLE left_out (unit TEXT PRIMARY KEY) WITHOUT ROWID");
        foreach (var unit in leaveOut)
        {
            Run("INSERT INTO temp.left_out VALUES ($value)", unit);
        }
    }

    /// <summary>Gets the rows of a table that differ, in key order: those of the left sink first, then those that only the right one has.</summary>
    public IEnumerable<RowDifference> Differences(TableDefinition table) => OfLeft(table).Concat(OnlyRight(table));

    public void Dispose() => _connection.Dispose();

    private IEnumerable<RowDifference> OfLeft(TableDefinition table)
    {
        string[] compared = [.. table.Columns.Where(c => !c.IsVolatile && !c.Name.StartsWith('_') && !table.Key.Contains(c.Name)).Select(c => c.Name)];
        var isOther = string.Concat(compared.Select(c => $" OR a.{SqlName.Quote(c)} IS NOT b.{SqlName.Quote(c)}"));
        var sql = $"SELECT b._unit IS NULL, {Columns("a", table.Key)}{Listed("a", compared)}{Listed("b", compared)} {Joined(table, "main", "other")} "
            + $"WHERE (b._unit IS NULL{isOther}) AND {Only("a")} AND (b._unit IS NULL OR {Only("b")}) ORDER BY {Columns("a", table.Key)}";
        using var rows = new Cursor(_connection, sql);
        while (rows.Read())
        {
            var first = 1 + table.Key.Length;
            var isAlone = rows.Flag(0);
            var columns = isAlone ? [] : compared
                .Select((name, i) => (name, Left: rows.Text(first + i), Right: rows.Text(first + compared.Length + i)))
                .Where(c => c.Left != c.Right);
            yield return new RowDifference(table.Name, Key(table, rows, 1), [.. columns], isAlone, IsOnlyRight: false);
        }
    }

    private IEnumerable<RowDifference> OnlyRight(TableDefinition table)
    {
        var sql = $"SELECT {Columns("a", table.Key)} {Joined(table, "other", "main")} WHERE b._unit IS NULL AND {Only("a")} ORDER BY {Columns("a", table.Key)}";
        using var rows = new Cursor(_connection, sql);
        while (rows.Read())
        {
            yield return new RowDifference(table.Name, Key(table, rows, 0), [], IsOnlyLeft: false, IsOnlyRight: true);
        }
    }

    private static string Joined(TableDefinition table, string one, string other)
    {
        var name = SqlName.Quote(table.Name);
        return $"FROM {one}.{name} a LEFT JOIN {other}.{name} b ON {string.Join(" AND ", table.Key.Select(k => $"a.{SqlName.Quote(k)} = b.{SqlName.Quote(k)}"))}";
    }

    private static string Columns(string side, IEnumerable<string> names) => string.Join(", ", names.Select(n => $"{side}.{SqlName.Quote(n)}"));

    private static string Listed(string side, string[] names) => names.Length == 0 ? "" : ", " + Columns(side, names);

    private static string Only(string side) => $"NOT EXISTS (SELECT 1 FROM temp.left_out WHERE unit = {side}._unit)";

    private static string Key(TableDefinition table, Cursor rows, int first) =>
        string.Join(", ", table.Key.Select((name, i) => $"{name}={rows.Text(first + i)}"));

    private void Run(string sql, string? value = null)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        if (value is not null)
        {
            command.Parameters.AddWithValue("$value", value);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>The rows of one query, its command disposed with it.</summary>
    private sealed class Cursor : IDisposable
    {
        private readonly SqliteCommand _command;
        private readonly SqliteDataReader _reader;

        public Cursor(SqliteConnection connection, string sql)
        {
            _command = connection.CreateCommand();
            _command.CommandText = sql;
            _reader = _command.ExecuteReader();
        }

        public bool Read() => _reader.Read();

        public bool Flag(int column) => _reader.GetBoolean(column);

        public string? Text(int column) => _reader.GetValue(column) switch
        {
            DBNull => null,
            byte[] blob => "x" + Convert.ToHexStringLower(blob),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString(),
        };

        public void Dispose()
        {
            _reader.Dispose();
            _command.Dispose();
        }
    }
}
