using ActorBackfill.Domain.Outcomes;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorBackfill.Connectors.Sqlite;

/// <summary>What SQLite's result codes mean for a unit and for the sink. The one place that knows them.</summary>
internal static class SqliteErrors
{
    /// <summary>Gets whether the fault lies with the database and no unit is to blame.</summary>
    public static bool IsOfDatabase(SqliteException error) => error.SqliteErrorCode is
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_INTERRUPT or raw.SQLITE_IOERR
        or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_NOTADB;

    /// <summary>Gets the failure of the whole sink.</summary>
    public static BackfillException Unavailable(string path, SqliteException error)
    {
        var what = error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "is locked by another connection",
            raw.SQLITE_FULL => $"cannot grow: {FreeSpace(path)}",
            raw.SQLITE_READONLY => "is read-only, or was moved away",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "is damaged",
            _ => "cannot be used",
        };
        return new BackfillException(FailureCategory.SinkUnavailable, $"sink {path} {what} ({error.Message})", error)
        {
            CanRetry = error.SqliteErrorCode is not (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB),
        };
    }

    /// <summary>Gets the failure of one unit whose transaction failed.</summary>
    public static BackfillException Refused(Exception error) => error switch
    {
        BackfillException known => known,
        SqliteException { SqliteErrorCode: raw.SQLITE_ERROR or raw.SQLITE_SCHEMA or raw.SQLITE_AUTH } schema =>
            new BackfillException(FailureCategory.SinkSchema, $"the sink's tables do not fit: {schema.Message}", schema),
        _ => new BackfillException(FailureCategory.InvalidData, $"the sink refused a row: {error.Message}", error) { Column = Column(error) },
    };

    // "NOT NULL constraint failed: table.column": the one refusal that is of one column, and the only place that names it.
    private static string? Column(Exception error) =>
        error is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_NOTNULL } e && e.Message.LastIndexOf('.', e.Message.Length - 2) is > 0 and var dot
            ? e.Message[(dot + 1)..].TrimEnd('.', '\'')
            : null;

    private static string FreeSpace(string path)
    {
        try
        {
            return $"{new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace:N0} bytes are free there";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "the disk is full";
        }
    }
}
