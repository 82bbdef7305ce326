using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Sql;

/// <summary>Writes rows as JSON objects: columns are members, numbers numbers, NULL null, dates texts as in job files.</summary>
internal static class SqlRows
{
    /// <summary>Gets what is wrong with the names of the columns, or null.</summary>
    /// <param name="rows">Any answer of the query.</param>
    public static string? NameProblem(DbDataReader rows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rows.FieldCount; i++)
        {
            if (!seen.Add(rows.GetName(i)))
            {
                return $"column '{rows.GetName(i)}' comes twice; give one another name with AS";
            }
        }

        return null;
    }

    /// <summary>Writes the rows as an array.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="place">What was asked, for messages.</param>
    /// <param name="mostBytes">How much may be written in all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many rows there were.</returns>
    /// <exception cref="BackfillException">A value has no form in JSON, or there is too much.</exception>
    public static async ValueTask<int> WriteAsync(Utf8JsonWriter json, DbDataReader rows, string place, long mostBytes, CancellationToken cancellation)
    {
        json.WriteStartArray();
        var count = 0;
        for (; await rows.ReadAsync(cancellation); count++)
        {
            json.WriteStartObject();
            for (var i = 0; i < rows.FieldCount; i++)
            {
                json.WritePropertyName(rows.GetName(i));
                WriteValue(json, Value(rows, i, place), () => $"{place}: column '{rows.GetName(i)}'");
            }

            json.WriteEndObject();
            if (json.BytesCommitted + json.BytesPending > mostBytes)
            {
                throw new BackfillException(
                    FailureCategory.Oversize, string.Create(CultureInfo.InvariantCulture, $"{place} gives more than {mostBytes:N0} bytes (source.caps.body)"));
            }
        }

        json.WriteEndArray();
        return count;
    }

    // A number of the database may be none here: NaN among numerics, one of a hundred digits.
    private static object Value(DbDataReader rows, int column, string place)
    {
        try
        {
            return rows.GetValue(column);
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException)
        {
            throw new BackfillException(
                FailureCategory.InvalidData, $"{place}: column '{rows.GetName(column)}' is a {rows.GetDataTypeName(column)} that has no form in a document; convert it in the SELECT", e);
        }
    }

    private static void WriteValue(Utf8JsonWriter json, object value, Func<string> place)
    {
        switch (value)
        {
            case null or DBNull: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case long whole: json.WriteNumberValue(whole); break;
            case int whole: json.WriteNumberValue(whole); break;
            case short whole: json.WriteNumberValue(whole); break;
            case double real when double.IsFinite(real): json.WriteNumberValue(real); break;
            case float real when float.IsFinite(real): json.WriteNumberValue(real); break;
            case decimal real: json.WriteNumberValue(real); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case DateOnly date: json.WriteStringValue(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTime time: json.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset time: json.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case TimeOnly time: json.WriteStringValue(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)); break;
            case TimeSpan span: json.WriteStringValue(span.ToString("c", CultureInfo.InvariantCulture)); break;
            case Guid id: json.WriteStringValue(id); break;
            default:
                throw new BackfillException(FailureCategory.InvalidData, $"{place()} is {Kind(value)}, which has no form in a document; convert it in the SELECT");
        }
    }

    private static string Kind(object value) => value switch
    {
        byte[] => "a blob",
        double or float => "a number that is not finite",
        _ => $"a {value.GetType().Name}",
    };
}
