using System.Net.Sockets;
using ActorBackfill.Domain.Outcomes;
using Npgsql;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>What PostgreSQL's codes and a lost connection mean for a unit and for the sink. The one place that knows them.</summary>
internal static class PostgresErrors
{
    /// <summary>Gets whether the fault lies with the database, the way to it, or others that use it: no unit is to blame.</summary>
    public static bool IsOfDatabase(Exception error) => error switch
    {
        PostgresException e => IsOfDatabase(e.SqlState),
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Gets whether the same transaction may well succeed at once: somebody else was in its way.</summary>
    public static bool IsOfOthers(Exception error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>Gets the failure of the whole sink.</summary>
    public static BackfillException Unavailable(PostgresAddress address, Exception error) => new(
        FailureCategory.SinkUnavailable, $"sink {address.Text} {What(error)} ({Say(error)})", error)
    {
        CanRetry = error is not PostgresException { SqlState: var state } || !IsForGood(state),
    };

    /// <summary>Gets the failure of a unit whose source could not answer.</summary>
    /// <param name="place">What was asked, for the message.</param>
    /// <param name="error">The driver's.</param>
    public static BackfillException OfSource(string place, Exception error)
    {
        var state = (error as PostgresException)?.SqlState;
        var category = state switch
        {
            PostgresErrorCodes.QueryCanceled => FailureCategory.Timeout,
            not null when state[..2] is "28" => FailureCategory.Auth,
            not null when state[..2] is "22" => FailureCategory.InvalidData,
            _ => IsOfDatabase(error) ? FailureCategory.Transient : FailureCategory.SourceSchema,
        };
        var help = category == FailureCategory.Timeout ? " (source.timeout)" : "";
        return category == FailureCategory.Transient
            ? new BackfillException(category, $"{place}: {Say(error)}", error) { CanRetry = state is null || !IsForGood(state) }
            : new BackfillException(category, $"{place}: {Say(error)}{help}", error);
    }

    /// <summary>Gets the failure of one unit whose transaction failed.</summary>
    public static BackfillException Refused(Exception error) => error switch
    {
        BackfillException known => known,
        PostgresException e when IsOfSchema(e.SqlState) => new BackfillException(FailureCategory.SinkSchema, $"the sink's tables do not fit: {Say(e)}", e),
        _ => new BackfillException(FailureCategory.InvalidData, $"the sink refused a row: {Say(error)}", error) { Column = (error as PostgresException)?.ColumnName },
    };

    /// <summary>Gets the driver's words and the code; never values of rows, which the driver is told to keep to itself.</summary>
    public static string Say(Exception error) => error is PostgresException e ? $"{e.MessageText}, SQLSTATE {e.SqlState}" : error.Message;

    private static bool IsOfDatabase(string state) => state[..2] is "08" or "40" or "53" or "57" or "58" or "28" or "XX" or "F0" || state is
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ObjectInUse or PostgresErrorCodes.ReadOnlySqlTransaction
        or PostgresErrorCodes.InvalidCatalogName or "25P03" or PostgresErrorCodes.InFailedSqlTransaction;

    private static bool IsOfSchema(string state) => state[..2] is "42" or "3F" or "0A";

    // A wrong password does not get right, a database that is not there does not come.
    private static bool IsForGood(string state) => state[..2] is "28" || state is PostgresErrorCodes.InvalidCatalogName or "XX001" or "XX002";

    private static string What(Exception error) => error is not PostgresException { SqlState: var state } ? "cannot be reached" : state switch
    {
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => "had another transaction in the way",
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ObjectInUse => "is locked by another transaction",
        PostgresErrorCodes.TooManyConnections => "has no connections left",
        PostgresErrorCodes.DiskFull => "cannot grow: its disk is full",
        PostgresErrorCodes.ReadOnlySqlTransaction => "is read-only: is it a standby?",
        PostgresErrorCodes.InvalidCatalogName => "does not exist",
        "57P01" or "57P02" or "57P03" => "is being shut down or started",
        "25P03" => "ended a transaction that did nothing for too long",
        _ when state.StartsWith("28", StringComparison.Ordinal) => "refused the user or the password",
        _ when state.StartsWith("XX", StringComparison.Ordinal) => "is damaged",
        _ => "cannot be used",
    };
}
