using System.Globalization;
using ActorBackfill.Connectors.Sinks;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>A sink as it is at one moment: one read transaction, in which the server keeps a cursor a query.</summary>
internal sealed class PostgresView : ISinkView
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private int _cursors;

    public PostgresView(PostgresSink sink)
    {
        _connection = sink.Server.OpenForReading();
        _transaction = _connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        Job = sink.JobId(_connection);
    }

    /// <inheritdoc/>
    public long? Job { get; }

    /// <inheritdoc/>
    public IRowCursor Query(string sql)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"backfill_{_cursors++}");
        _connection.Execute($"DECLARE {name} NO SCROLL CURSOR FOR {sql}");
        return new Cursor(_connection, name);
    }

    /// <inheritdoc/>
    public string Order(string column, bool isText) => isText ? $"{column} COLLATE \"C\"" : column;

    /// <inheritdoc/>
    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }

    /// <summary>A cursor of the server, read a thousand rows at a time: another one may be read in between.</summary>
    private sealed class Cursor(NpgsqlConnection connection, string name) : IRowCursor
    {
        private const int RowsAtOnce = 1_000;

        private List<object?[]> _rows = [];
        private int _at = -1;

        public bool Next()
        {
            if (++_at < _rows.Count)
            {
                return true;
            }

            if (_rows.Count is > 0 and < RowsAtOnce)
            {
                return false;
            }

            _rows = connection.Rows(string.Create(CultureInfo.InvariantCulture, $"FETCH {RowsAtOnce} FROM {name}"), Row);
            _at = 0;
            return _rows.Count > 0;
        }

        public object? Value(int column) => _rows[_at][column];

        public long Long(int column) => (long)_rows[_at][column]!;

        public string Text(int column) => (string)_rows[_at][column]!;

        public ReadOnlySpan<byte> Blob(int column) => (byte[])_rows[_at][column]!;

        public void Dispose()
        {
            // It ends with its transaction.
        }

        private static object?[] Row(NpgsqlDataReader row)
        {
            var values = new object?[row.FieldCount];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = PostgresTypes.Value(row.GetValue(i));
            }

            return values;
        }
    }
}
