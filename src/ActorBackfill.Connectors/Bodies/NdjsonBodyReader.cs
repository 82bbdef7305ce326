using System.Globalization;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Bodies;

/// <summary>Bodies with one JSON document a line. Whether the last line is the last one only the transfer can say.</summary>
internal sealed class NdjsonBodyReader(ItemSelector selector, CapsDefinition caps) : IBodyReader
{
    /// <inheritdoc/>
    public BodyContent Read(ReadOnlySpan<byte> body, BodyOrigin origin)
    {
        if (origin.End == BodyEnd.Unknown)
        {
            throw new BackfillException(
                FailureCategory.Truncated, $"{origin.Place} has neither length nor chunks: where NDJSON ends cannot be told from a cut");
        }

        var items = new List<Item>();
        var rest = BodyText.Strict(body, origin);
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            var text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (BodyText.FirstByte(text) != 0)
            {
                var value = JsonText.Parse(text, caps.Depth, origin, string.Create(CultureInfo.InvariantCulture, $"{origin.Place} line {line}"));
                items.AddRange(selector.Select(new Item(value), origin));
            }
        }

        return new BodyContent(null, items);
    }
}
