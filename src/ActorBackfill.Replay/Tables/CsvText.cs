using System.Buffers;
using System.Text;

namespace ActorBackfill.Replay.Tables;

/// <summary>CSV as RFC 4180 has it: CRLF, quotes only where they are needed.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>A header and the rows. A JSON array or object stands in its cell as JSON.</summary>
    public static byte[] Write(Table table, ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        var text = new StringBuilder();
        for (var i = 0; i < columns.Length; i++)
        {
            Append(text, table.Columns[columns[i]], i == columns.Length - 1, columns.Length == 1);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                Append(text, table.Text(row, columns[i]), i == columns.Length - 1, columns.Length == 1);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, string value, bool isLast, bool isOnly)
    {
        // A lone blank is quoted: readers skip lines that are empty.
        if (value.AsSpan().ContainsAny(Special) || (isOnly && value.Length == 0))
        {
            text.Append('"').Append(value).Replace("\"", "\"\"", text.Length - value.Length, value.Length).Append('"');
        }
        else
        {
            text.Append(value);
        }

        text.Append(isLast ? "\r\n" : ",");
    }
}
