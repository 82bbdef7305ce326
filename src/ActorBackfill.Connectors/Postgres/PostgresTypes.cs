using System.Globalization;
using ActorBackfill.Domain.Jobs;
using NpgsqlTypes;

namespace ActorBackfill.Connectors.Postgres;

/// <summary>
/// How the types of a job file stand in PostgreSQL: as in SQLite, so that content hashes and queries are the same in both (integer and
/// boolean as bigint, real as double precision, all others as text). A table of the user's own may have the types that fit.
/// </summary>
internal static class PostgresTypes
{
    /// <summary>Gets what a column of ours is declared.</summary>
    public static string Declare(ColumnType type) => Travels(type) switch
    {
        NpgsqlDbType.Bigint => "bigint",
        NpgsqlDbType.Double => "double precision",
        _ => "text",
    };

    /// <summary>Gets the type in which values go to the server.</summary>
    public static NpgsqlDbType Travels(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Boolean => NpgsqlDbType.Bigint,
        ColumnType.Real => NpgsqlDbType.Double,
        _ => NpgsqlDbType.Text,
    };

    /// <summary>Gets whether a column of the user's own can keep what the job writes: nothing is cut or rounded in silence.</summary>
    /// <param name="type">The job's type.</param>
    /// <param name="stored">The name of the column's type in <c>pg_type</c>.</param>
    public static bool Fits(ColumnType type, string stored) => type switch
    {
        ColumnType.Integer => stored is "int8" or "int4" or "int2" or "numeric",
        ColumnType.Boolean => stored is "bool" or "int8" or "int4" or "int2" or "numeric",
        ColumnType.Real => stored is "float8" or "numeric",
        ColumnType.Date => stored is "date" || IsText(stored),
        ColumnType.Timestamp => stored is "timestamptz" or "timestamp" || IsText(stored),
        ColumnType.Json => stored is "json" or "jsonb" || IsText(stored),
        _ => stored is "uuid" || IsText(stored),
    };

    /// <summary>Gets the SQL that makes what travelled into what the column keeps.</summary>
    /// <param name="expression">What travelled.</param>
    /// <param name="type">The job's type.</param>
    /// <param name="stored">The column's.</param>
    /// <remarks>Never to a length or a scale: a cast would cut in silence, the assignment that follows complains.</remarks>
    public static string Cast(string expression, ColumnType type, string stored) => stored switch
    {
        "bool" => $"({expression} <> 0)",
        "int8" or "float8" or "text" => expression,
        _ when Fits(type, stored) => $"{expression}::{stored}",
        _ => throw new ArgumentOutOfRangeException(nameof(stored), stored, "no type of a column that was checked"),
    };

    /// <summary>Gets a value as a row holds it.</summary>
    /// <param name="value">The driver's.</param>
    public static object? Value(object value) => value switch
    {
        DBNull => null,
        string or long or double or byte[] => value,
        int or short => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        bool flag => flag ? 1L : 0L,
        decimal number => decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue ? (object)(long)number : (double)number,
        float real => (double)real,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => DateTime.SpecifyKind(at, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static bool IsText(string stored) => stored is "text" or "varchar" or "bpchar" or "citext";
}
