using System.Buffers;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// A prepared statement without the driver's parameter objects: half the time a row (docs/decisions/0101). It is run inside transactions
/// of the driver only, and every result that is not a success throws, so that nothing follows a failure.
/// </summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];

    /// <summary>Prepares a statement.</summary>
    /// <param name="connection">Its connection; disposed after the statement.</param>
    /// <param name="sql">SQL with parameters <c>?1</c>, <c>?2</c>, ...</param>
    /// <exception cref="SqliteException">It does not fit the database.</exception>
    public RawStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Gets the rows that the last run inserted, updated or deleted.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    /// <summary>Binds a value as a row holds it; false when it is a text that is not one (see <see cref="TryBind(int, string)"/>).</summary>
    public bool TryBind(int parameter, object? value)
    {
        switch (value)
        {
            case string text: return TryBind(parameter, text);
            case long integer: Bind(parameter, integer); return true;
            case double real: Check(raw.sqlite3_bind_double(_statement, parameter, real)); return true;
            case null: Check(raw.sqlite3_bind_null(_statement, parameter)); return true;
            case byte[] blob: Bind(parameter, blob); return true;
            default: throw new ArgumentException($"a row holds a {value.GetType().Name}; it can hold null, long, double, string and byte[]", nameof(value));
        }
    }

    /// <summary>Binds text; false when it holds NUL or half a surrogate pair: neither comes back from every database as it went in.</summary>
    public bool TryBind(int parameter, string text)
    {
        // 3 bytes a UTF-16 unit at most.
        if (text.Length * 3L > _text.Length)
        {
            Array.Resize(ref _text, checked(text.Length * 3));
        }

        var result = Utf8.FromUtf16(text, _text, out _, out var length, replaceInvalidSequences: false);
        var bytes = _text.AsSpan(0, length);
        if (result != OperationStatus.Done || bytes.Contains((byte)0))
        {
            return false;
        }

        // An empty span has no address, and a text without an address would be NULL.
        Check(length == 0 ? raw.sqlite3_bind_text(_statement, parameter, "") : raw.sqlite3_bind_text(_statement, parameter, bytes));
        return true;
    }

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> value) =>
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0) : raw.sqlite3_bind_blob(_statement, parameter, value));

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        if (result != raw.SQLITE_DONE)
        {
            // The message is the connection's last one: read it before reset writes its own.
            Fail(result);
        }

        _ = raw.sqlite3_reset(_statement);
    }

    /// <summary>Goes to the next row; false after the last one, when the statement is ready for its next run.</summary>
    public bool Next()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            Fail(result);
        }

        _ = raw.sqlite3_reset(_statement);
        return false;
    }

    /// <summary>Ends a run before its last row.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement);

    /// <summary>Gets a value of the current row as a row holds it.</summary>
    public object? Value(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_INTEGER => Long(column),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, column),
        raw.SQLITE_TEXT => Text(column),
        raw.SQLITE_NULL => null,
        _ => Blob(column).ToArray(),
    };

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    // By its length: the shorter way ends at a NUL that another program may have stored.
    public string Text(int column) => System.Text.Encoding.UTF8.GetString(raw.sqlite3_column_blob(_statement, column));

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    private void Fail(int result)
    {
        try
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
