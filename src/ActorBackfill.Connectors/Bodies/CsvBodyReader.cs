using System.Text;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>
/// Bodies of comma-separated values with a header row; each row is an object of texts, a blank is <c>""</c>, a line without anything is
/// passed over. Nothing in CSV says that it is whole. So a body without length or chunks is refused, and one that only its Content-Length
/// vouches for must end with a line end: a server that cuts a body and counts the rest is then noticed unless it cuts between two rows.
/// </summary>
internal sealed class CsvBodyReader(CapsDefinition caps) : IBodyReader
{
    /// <summary>How many times larger than the body's cap the rows may be as objects, which repeat every column's name.</summary>
    private const int Expansion = 8;

    /// <inheritdoc/>
    public BodyContent Read(ReadOnlySpan<byte> body, BodyOrigin origin)
    {
        var text = BodyText.Strict(body, origin);
        CheckKind(text, origin);
        CheckEnd(text, origin);
        using var buffer = new ByteBuffer(origin.Place, Array.MaxLength - 1);
        var json = new CsvJson(buffer);
        var scanner = new CsvScanner(text, origin.Place);
        var names = ReadHeader(ref scanner, origin);
        while (!scanner.AtEnd)
        {
            ReadRow(ref scanner, names, json, origin);
        }

        return new BodyContent(null, json.ToItems());
    }

    private static void CheckKind(ReadOnlySpan<byte> text, BodyOrigin origin)
    {
        var first = BodyText.FirstByte(text);
        if (first == 0)
        {
            throw new BackfillException(
                origin.End == BodyEnd.Unknown ? FailureCategory.Truncated : FailureCategory.UnexpectedContent, $"{origin.Place} is empty: CSV has at least a header row");
        }

        var isJson = first is (byte)'{' or (byte)'[' && origin.MediaType is { } type && (type.EndsWith("/json", StringComparison.Ordinal) || type.EndsWith("+json", StringComparison.Ordinal));
        if (first == '<' || isJson || origin.MediaType == "text/html")
        {
            throw new BackfillException(
                FailureCategory.UnexpectedContent, $"{origin.Place} is {(isJson ? "JSON" : "HTML or XML")} instead of CSV: {BodyText.Excerpt(text)}");
        }
    }

    private static void CheckEnd(ReadOnlySpan<byte> text, BodyOrigin origin)
    {
        if (origin.End == BodyEnd.Unknown)
        {
            throw new BackfillException(
                FailureCategory.Truncated, $"{origin.Place} has neither length nor chunks: where CSV ends cannot be told from a cut");
        }

        if (origin.End == BodyEnd.Length && text[^1] != '\n')
        {
            throw new BackfillException(
                FailureCategory.Truncated, $"{origin.Place} does not end with a line end, and its length alone does not prove that it is whole");
        }
    }

    private static List<byte[]> ReadHeader(ref CsvScanner scanner, BodyOrigin origin)
    {
        var names = new List<byte[]>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var value = Encoding.UTF8.GetString(scanner.Next(out var hasDoubledQuotes));
            var name = hasDoubledQuotes ? value.Replace("\"\"", "\"", StringComparison.Ordinal) : value;
            if (!seen.Add(name))
            {
                throw new BackfillException(FailureCategory.SourceSchema, $"{origin.Place} has two columns '{BodyText.Plain(name)}'");
            }

            names.Add(CsvJson.Name(name, names.Count == 0));
        }
        while (!scanner.RowEnded);
        return names;
    }

    private void ReadRow(ref CsvScanner scanner, List<byte[]> names, CsvJson json, BodyOrigin origin)
    {
        var value = scanner.Next(out var hasDoubledQuotes);
        if (scanner.RowEnded && value.IsEmpty && names.Count > 1)
        {
            return;
        }

        json.BeginRow();
        json.Value(names[0], value, hasDoubledQuotes);
        var count = 1;
        for (; !scanner.RowEnded; count++)
        {
            value = scanner.Next(out hasDoubledQuotes);
            if (count < names.Count)
            {
                json.Value(names[count], value, hasDoubledQuotes);
            }
        }

        if (count != names.Count)
        {
            throw new BackfillException(
                FailureCategory.InvalidData, $"{origin.Place} row {scanner.Row} has {count} values, the header has {names.Count}");
        }

        json.EndRow();
        if (json.TotalBytes > caps.BodyBytes * Expansion)
        {
            throw new BackfillException(
                FailureCategory.Oversize, $"{origin.Place}: its rows take more than {caps.BodyBytes * Expansion} bytes ({Expansion} times caps.body)");
        }
    }
}
