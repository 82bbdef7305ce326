using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Domain.Rows;

/// <summary>
/// Converts a value to what its column keeps. A blank text is NULL for every type but text and json; nothing is guessed, cut or
/// rounded: what does not fit is invalid data.
/// </summary>
public static class ColumnValue
{
    /// <summary>Converts a value.</summary>
    /// <param name="value">See <see cref="Record"/>.</param>
    /// <param name="column">Its column.</param>
    /// <param name="table">The table's name, for the message.</param>
    /// <returns>Null, <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</returns>
    /// <exception cref="BackfillException">The value cannot be what the column says.</exception>
    public static object? Convert(object? value, ColumnDefinition column, string table)
    {
        value = value is JsonElement json && column.Type != ColumnType.Json ? Plain(json) : value;
        if (value is null || (value is string { Length: 0 } && column.Type is not (ColumnType.Text or ColumnType.Json)))
        {
            return null;
        }

        object? converted = column.Type switch
        {
            ColumnType.Text => Text(value),
            ColumnType.Integer => Integer(value),
            ColumnType.Real => Real(value),
            ColumnType.Boolean => Boolean(value),
            ColumnType.Date => Date(value),
            ColumnType.Timestamp => Timestamp(value),
            ColumnType.Json => JsonText(value),
            _ => null,
        };
        return converted ?? throw new BackfillException(
            FailureCategory.InvalidData, $"{table}.{column.Name}: '{Shorten(value)}' is not {Article(column.Type)}")
        {
            Column = column.Name,
        };
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => value,
    };

    private static string? Text(object value) => value switch
    {
        string text => IsStorable(text) ? text : null,
        bool flag => flag ? "true" : "false",
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        JsonElement => null,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => Utc(instant),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Gets whether every sink gives a text back as it was: half of a surrogate pair is none in any database, and U+0000 in some.</summary>
    /// <param name="text">The text.</param>
    public static bool IsStorable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        var at = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !(at + 1 < text.Length && char.IsSurrogatePair(text[at], text[++at])))
            {
                return false;
            }
        }

        return true;
    }

    private static long? Integer(object value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole) ? whole : Whole(number.GetDouble()),
        string text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? Whole(real) : null,
        bool flag => flag ? 1L : 0L,
        double real => Whole(real),
        byte or sbyte or short or ushort or int or uint or long => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    // 13.0 is the integer 13; 13.5, and anything from 2^53 on written as a fraction, is not: it may have been rounded to it.
    private static long? Whole(double real) => Math.Abs(real) < 1L << 53 && Math.Floor(real) == real ? (long)real : null;

    private static double? Real(object value)
    {
        double? real = value switch
        {
            JsonElement { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null,
            double or float or decimal or byte or sbyte or short or ushort or int or uint or long => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => null,
        };
        // Adding 0 turns -0.0 into 0.0: no database gives the sign back, and the content hash would differ.
        return real is { } number2 && double.IsFinite(number2) ? number2 + 0.0 : null;
    }

    private static long? Boolean(object value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        string text when text.Equals("true", StringComparison.OrdinalIgnoreCase) || text == "1" => 1L,
        string text when text.Equals("false", StringComparison.OrdinalIgnoreCase) || text == "0" => 0L,
        JsonElement { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var whole) && whole is 0 or 1 => number.GetInt64(),
        int or long when System.Convert.ToInt64(value, CultureInfo.InvariantCulture) is 0 or 1 => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Date(object value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // A date with a time of day keeps its date, in its own offset: 2021-11-15T00:00:00.
        string text => BeginsWithDate(text) && (text.Length == 10 || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            ? text[..10]
            : null,
        _ => null,
    };

    private static string? Timestamp(object value) => value switch
    {
        DateTimeOffset instant => Utc(instant),
        // Without a year the framework would take today's; with 02/03/2025 it would take its pick.
        string text when BeginsWithDate(text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? Utc(parsed) : null,
        _ => null,
    };

    private static bool BeginsWithDate(string text) =>
        text.Length >= 10 && (text.Length == 10 || text[10] is 'T' or 't' or ' ')
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string? JsonText(object value) => value switch
    {
        JsonElement json => JsonSerializer.Serialize(json, ColumnJson.Default.JsonElement),
        string text => JsonSerializer.Serialize(text, ColumnJson.Default.String),
        _ => null,
    };

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string Article(ColumnType type) => type == ColumnType.Integer ? "an integer" : "a " + type.ToString().ToLowerInvariant();

    private static string Shorten(object value)
    {
        var text = value is IFormattable f ? f.ToString(null, CultureInfo.InvariantCulture) : value.ToString() ?? "";
        return text.Length > 60 ? text[..60] + "..." : text;
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class ColumnJson : System.Text.Json.Serialization.JsonSerializerContext;
