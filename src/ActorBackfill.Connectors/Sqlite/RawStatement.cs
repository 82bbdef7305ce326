using System.Buffers;
using System.Text.Unicode;
using ActorBackfill.Connectors.Sinks;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>
/// A prepared statement without the driver's parameter objects: half the time a row (docs/decisions/0004). It is run inside transactions
/// of the driver only, and every result that is not a success throws, so that nothing follows a failure.
/// </summary>
internal sealed unsafe class RawStatement : IRowCursor
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly nint _handle;

    // Texts and blobs of one run; it does not move, so SQLite reads them here. What does not fit is copied by SQLite.
    private readonly byte[] _values = GC.AllocateUninitializedArray<byte>(16 << 10, pinned: true);
    private int _used;

    /// <summary>Prepares a statement.</summary>
    /// <param name="connection">Its connection; disposed after the statement.</param>
    /// <param name="sql">SQL with parameters <c>?1</c>, <c>?2</c>, ...</param>
    /// <exception cref="SqliteException">It does not fit the database.</exception>
    public RawStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _handle = _statement.DangerousGetHandle();
    }

    /// <summary>Gets the rows that the last run inserted, updated or deleted.</summary>
    public int Changes => NativeSqlite.Changes(_database.DangerousGetHandle());

    /// <summary>Binds a value as a row holds it, for one run; false when it is a text that is not one (see <see cref="TryBind(int, string)"/>).</summary>
    public bool TryBind(int parameter, object? value)
    {
        switch (value)
        {
            case string text: return TryBind(parameter, text);
            case long integer: Bind(parameter, integer); return true;
            case double real: Check(NativeSqlite.BindDouble(_handle, parameter, real)); return true;
            case null: Check(raw.sqlite3_bind_null(_statement, parameter)); return true;
            case byte[] blob: Bind(parameter, blob); return true;
            default: throw new ArgumentException($"a row holds a {value.GetType().Name}; it can hold null, long, double, string and byte[]", nameof(value));
        }
    }

    /// <summary>Binds text for one run; false when it holds NUL or half a surrogate pair: neither comes back from every database as it went in.</summary>
    public bool TryBind(int parameter, string text)
    {
        var room = _values.AsSpan(_used);
        if (text.Length > room.Length / 3)
        {
            return TryBindCopy(parameter, text);
        }

        if (!TryEncode(text, room, out var length))
        {
            return false;
        }

        fixed (byte* start = _values)
        {
            Check(NativeSqlite.BindText(_handle, parameter, start + _used, length, NativeSqlite.Stays));
        }

        _used += length;
        return true;
    }

    /// <summary>Binds an integer for all runs until it is bound again.</summary>
    public void Bind(int parameter, long value) => Check(NativeSqlite.BindLong(_handle, parameter, value));

    /// <summary>Binds a blob for one run.</summary>
    public void Bind(int parameter, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            Check(raw.sqlite3_bind_zeroblob(_statement, parameter, 0));
            return;
        }

        var stays = value.Length <= _values.Length - _used;
        if (stays)
        {
            value.CopyTo(_values.AsSpan(_used));
            value = _values.AsSpan(_used, value.Length);
            _used += value.Length;
        }

        fixed (byte* start = value)
        {
            Check(NativeSqlite.BindBlob(_handle, parameter, start, value.Length, stays ? NativeSqlite.Stays : NativeSqlite.Copy));
        }
    }

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Run()
    {
        var result = NativeSqlite.Step(_handle);
        if (result != raw.SQLITE_DONE)
        {
            Fail(result);
        }

        Reset();
    }

    /// <summary>Goes to the next row; false after the last one, when the statement is ready for its next run.</summary>
    public bool Next()
    {
        var result = NativeSqlite.Step(_handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        if (result != raw.SQLITE_DONE)
        {
            Fail(result);
        }

        Reset();
        return false;
    }

    /// <summary>Ends a run before its last row.</summary>
    public void Reset()
    {
        _ = NativeSqlite.Reset(_handle);
        _used = 0;
    }

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

    private bool TryBindCopy(int parameter, string text)
    {
        // 3 bytes a UTF-16 unit at most; one more, because an empty array has no address and its text would be NULL.
        var bytes = ArrayPool<byte>.Shared.Rent(checked((text.Length * 3) + 1));
        try
        {
            if (!TryEncode(text, bytes, out var length))
            {
                return false;
            }

            fixed (byte* start = bytes)
            {
                Check(NativeSqlite.BindText(_handle, parameter, start, length, NativeSqlite.Copy));
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool TryEncode(string text, Span<byte> into, out int length) =>
        Utf8.FromUtf16(text, into, out _, out length, replaceInvalidSequences: false) == OperationStatus.Done && !into[..length].Contains((byte)0);

    // The message is the connection's last one: it is read before reset writes its own.
    private void Fail(int result)
    {
        try
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
        finally
        {
            Reset();
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
