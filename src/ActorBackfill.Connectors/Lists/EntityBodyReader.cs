using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Lists;

/// <summary>Takes the entities out of a file's body: CSV, NDJSON or plain lines. Makes no items of them, so that a million take no time.</summary>
/// <param name="format">How the file is written; null means a value a line.</param>
/// <param name="column">The column or member that is the value; null for plain lines.</param>
/// <param name="attributes">Further columns.</param>
/// <param name="rows">Gets the entities.</param>
internal sealed class EntityBodyReader(BodyFormat? format, string? column, ImmutableArray<string> attributes, EntityRows rows) : IBodyReader
{
    private const int Depth = 64;

    /// <inheritdoc/>
    public BodyContent Read(ReadOnlySpan<byte> body, BodyOrigin origin)
    {
        var text = BodyText.Strict(body, origin);
        rows.Expect(text.Count((byte)'\n') + 1);
        switch (format)
        {
            case BodyFormat.Csv:
                ReadCsv(text, origin);
                break;
            case BodyFormat.Ndjson:
                ReadNdjson(text, origin);
                break;
            default:
                ReadLines(text, origin);
                break;
        }

        return BodyContent.Nothing;
    }

    private void ReadCsv(ReadOnlySpan<byte> text, BodyOrigin origin)
    {
        var scanner = new CsvScanner(text, origin.Place);
        var names = new List<string>();
        do
        {
            names.Add(Next(ref scanner));
        }
        while (!scanner.RowEnded);
        var places = attributes.Prepend(column!).Select(name => PlaceOf(name, names, origin)).ToArray();
        var values = new string?[names.Count];
        var of = new string?[attributes.Length];
        while (!scanner.AtEnd)
        {
            var count = 0;
            do
            {
                var value = Next(ref scanner);
                values[Math.Min(count++, values.Length - 1)] = value;
            }
            while (!scanner.RowEnded);
            if (count == 1 && values.Length > 1 && string.IsNullOrEmpty(values[0]))
            {
                continue;
            }

            var place = string.Create(CultureInfo.InvariantCulture, $"{origin.Place} row {scanner.Row}");
            if (count != values.Length)
            {
                throw new BackfillException(FailureCategory.InvalidData, $"{place} has {count} values, the header has {values.Length}");
            }

            for (var i = 0; i < of.Length; i++)
            {
                of[i] = values[places[i + 1]];
            }

            rows.Add(values[places[0]], of, place);
        }
    }

    private static string Next(ref CsvScanner scanner)
    {
        var value = Encoding.UTF8.GetString(scanner.Next(out var hasDoubledQuotes));
        return hasDoubledQuotes ? value.Replace("\"\"", "\"", StringComparison.Ordinal) : value;
    }

    private static int PlaceOf(string name, List<string> names, BodyOrigin origin) => names.IndexOf(name) is >= 0 and var place ? place
        : throw new BackfillException(FailureCategory.SourceSchema, $"{origin.Place} has no column '{name}'; it has {string.Join(", ", names.Take(20).Select(BodyText.Plain))}");

    private void ReadNdjson(ReadOnlySpan<byte> text, BodyOrigin origin)
    {
        var paths = attributes.Prepend(column!).Select(ItemPath.Parse).ToArray();
        var of = new string?[attributes.Length];
        var rest = text;
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var one = Line(ref rest);
            if (BodyText.FirstByte(one) == 0)
            {
                continue;
            }

            var place = string.Create(CultureInfo.InvariantCulture, $"{origin.Place} line {line}");
            var item = new Item(JsonText.Parse(one, Depth, origin, place));
            for (var i = 0; i < of.Length; i++)
            {
                of[i] = EntityText.Of(paths[i + 1].Find(item));
            }

            rows.Add(EntityText.Of(paths[0].Find(item)), of, place);
        }
    }

    private void ReadLines(ReadOnlySpan<byte> text, BodyOrigin origin)
    {
        var rest = text;
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var value = Encoding.UTF8.GetString(Line(ref rest)).Trim();
            if (value.Length > 0)
            {
                rows.Add(value, [], string.Create(CultureInfo.InvariantCulture, $"{origin.Place} line {line}"));
            }
        }
    }

    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return line;
    }
}
