using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Systems.Players;

/// <summary>One row of a named query of the unit's document. Reading names query and column when it fails.</summary>
/// <param name="query">The query's name.</param>
/// <param name="row">The row, an object.</param>
internal readonly struct QueryRow(string query, JsonElement row)
{
    /// <summary>Gets a text that has to be there.</summary>
    public string Text(string column) => OptionalText(column) ?? throw Wrong(column, "is NULL");

    /// <summary>Gets a text; null for NULL.</summary>
    public string? OptionalText(string column) => Value(column) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        var other => other.GetRawText(),
    };

    /// <summary>Gets a number; null for NULL.</summary>
    public double? Number(string column) => Value(column) switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        var other => throw Wrong(column, $"is {other.GetRawText()}, not a number"),
    };

    /// <summary>Gets a whole number; null for NULL.</summary>
    public long? Whole(string column) => Number(column) is { } number ? checked((long)number) : null;

    /// <summary>Gets a truth as SQLite stores it, 0 or 1; null for NULL.</summary>
    public bool? Truth(string column) => Value(column) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => Number(column) is { } number ? number != 0 : null,
    };

    /// <summary>Gets a date, <c>2021-11-15</c>, that has to be there.</summary>
    public DateOnly Date(string column) => DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        ? date
        : throw Wrong(column, $"is '{Text(column)}', not a date yyyy-mm-dd");

    private JsonElement Value(string column) => row.TryGetProperty(column, out var value)
        ? value
        : throw new BackfillException(FailureCategory.SourceSchema, $"source.queries.{query} gives no column '{column}'");

    private BackfillException Wrong(string column, string problem) => new(FailureCategory.InvalidData, $"query {query}: {column} {problem}");
}
