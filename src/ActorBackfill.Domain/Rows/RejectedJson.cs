using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Rows;

/// <summary>Writes the values of a rejected row for people: always valid JSON, at most <see cref="MaxBytes"/>.</summary>
public static class RejectedJson
{
    /// <summary>The most bytes of a row's JSON; long values are cut first, then columns left out at the end.</summary>
    public const int MaxBytes = 16 << 10;

    // An escaped character takes up to 6 bytes.
    private const int BytesACharacter = 6;
    private const string Cut = "...";

    /// <summary>Writes a row.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="values">A value a column, as the source gave it or as it would have been stored.</param>
    public static string Of(TableDefinition table, IReadOnlyList<object?> values)
    {
        var whole = Write(table, values, MaxBytes);
        return whole.Length <= MaxBytes ? whole : Write(table, values, Math.Max(16, MaxBytes / BytesACharacter / table.Columns.Length / 2));
    }

    private static string Write(TableDefinition table, IReadOnlyList<object?> values, int characters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        for (var i = 0; i < values.Count; i++)
        {
            var name = table.Columns[i].Name;
            if (characters < MaxBytes && json.BytesCommitted + json.BytesPending + name.Length + ((characters + Cut.Length) * BytesACharacter) + 8 > MaxBytes)
            {
                break;
            }

            json.WritePropertyName(name);
            Write(json, values[i], characters);
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, object? value, int characters)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case double real when double.IsFinite(real):
                json.WriteNumberValue(real);
                break;
            case JsonElement element when element.GetRawText() is var raw && raw.Length < characters:
                json.WriteRawValue(raw);
                break;
            case byte[] blob:
                json.WriteStringValue(Shorten(System.Convert.ToHexString(blob.AsSpan(0, Math.Min(blob.Length, characters))), characters));
                break;
            default:
                json.WriteStringValue(Shorten(Text(value), characters));
                break;
        }
    }

    private static string Text(object value) => value switch
    {
        JsonElement element => element.GetRawText(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    // By runes: half a surrogate pair, the source's or of the cut, is no JSON.
    private static string Shorten(string text, int characters) =>
        string.Concat((text.Length > characters ? text[..characters] + Cut : text).EnumerateRunes().Select(r => r.ToString()));
}
