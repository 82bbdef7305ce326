using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ActorBackfill.Connectors.Bodies.Html;

/// <summary>
/// Pages of HTML: one that has what is expected becomes an object of its page fields, and each of its items an object of its own fields with
/// the page as parent. No script runs and nothing is loaded. A cut page is still HTML; so one that only its length vouches for must have its
/// end tag.
/// </summary>
internal sealed class HtmlBodyReader : IBodyReader
{
    // What selectors may repeat of a page: ten items of a list each with the whole list in it.
    private const int Expansion = 8;

    private readonly HtmlDefinition _html;
    private readonly CapsDefinition _caps;
    private readonly Func<string, string?> _block;
    private readonly ImmutableArray<FieldReader> _page;
    private readonly ImmutableArray<FieldReader> _fields;

    /// <summary>Creates the reader.</summary>
    /// <param name="html">What is taken from a page.</param>
    /// <param name="caps">Bounds of what is accepted.</param>
    /// <param name="block">Gets the words by which an unexpected page shuts us out, or null.</param>
    public HtmlBodyReader(HtmlDefinition html, CapsDefinition caps, Func<string, string?> block)
    {
        (_html, _caps, _block) = (html, caps, block);
        _page = [.. html.Page.Select(f => new FieldReader(f.Key, f.Value))];
        _fields = [.. html.Fields.Select(f => new FieldReader(f.Key, f.Value))];
    }

    /// <inheritdoc/>
    public BodyContent Read(ReadOnlySpan<byte> body, BodyOrigin origin)
    {
        var text = HtmlText.Of(body, origin);
        CheckKind(text, origin);
        CheckEnd(text, origin);
        using var page = Parse(text, origin);
        if (page.QuerySelector(_html.Expect) is null)
        {
            throw Unexpected(page, text, origin);
        }

        var document = new Item(Fields(_page, page.DocumentElement, origin));
        var left = _caps.BodyBytes * Expansion;
        var items = new List<Item>();
        foreach (var element in _html.Item is null ? [page.DocumentElement] : page.QuerySelectorAll(_html.Item).AsEnumerable())
        {
            var item = Fields(_fields, element, origin);
            left -= item.GetRawText().Length;
            items.Add(left >= 0 ? new Item(item, document) : throw new BackfillException(
                FailureCategory.Oversize, $"{origin.Place}: its items take more than {_caps.BodyBytes * Expansion} bytes ({Expansion} times caps.body)"));
        }

        return new BodyContent(document, items);
    }

    private static JsonElement Fields(ImmutableArray<FieldReader> fields, IElement within, BodyOrigin origin)
    {
        var json = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var field in fields)
            {
                field.Write(writer, within, origin.Place);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(json.WrittenSpan);
    }

    private static void CheckKind(string text, BodyOrigin origin)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
        {
            throw new BackfillException(
                origin.End == BodyEnd.Unknown ? FailureCategory.Truncated : FailureCategory.UnexpectedContent, $"{origin.Place} is empty instead of HTML");
        }

        if (start[0] != '<' && origin.MediaType is not (null or "text/html" or "application/xhtml+xml"))
        {
            throw new BackfillException(
                FailureCategory.UnexpectedContent, $"{origin.Place} is {BodyText.Plain(origin.MediaType)} instead of HTML: {BodyText.Plain(text)}");
        }
    }

    private void CheckEnd(string text, BodyOrigin origin)
    {
        if (origin.End != BodyEnd.Proven && _html.NeedsEndTag && !text.Contains("</html", StringComparison.OrdinalIgnoreCase))
        {
            throw new BackfillException(
                FailureCategory.Truncated,
                $"{origin.Place} has no end tag </html>, and {(origin.End == BodyEnd.Unknown ? "no length either" : "its length alone does not prove that it is whole")} (html.end-tag)");
        }
    }

    private static IDocument Parse(string text, BodyOrigin origin)
    {
        var bounds = new PageBounds(origin.Place);
        return new HtmlParser(new HtmlParserOptions { OnCreated = (element, _) => bounds.Count(element) }).ParseDocument(text);
    }

    private BackfillException Unexpected(IDocument page, string text, BodyOrigin origin)
    {
        // What people see of it, not the style sheet it begins with.
        var says = BodyText.Plain($"{page.Title}: {Seen(page)}");
        return _block(text) is { } word
            ? new BackfillException(FailureCategory.Blocked, $"{origin.Place} shuts us out: '{BodyText.Plain(word)}', {says}")
            : new BackfillException(FailureCategory.UnexpectedContent, $"{origin.Place} is another page than expected, without '{_html.Expect}': {says}");
    }

    private static string Seen(IDocument page)
    {
        foreach (var hidden in page.QuerySelectorAll("script, style, noscript, template"))
        {
            hidden.Remove();
        }

        var seen = new StringBuilder();
        foreach (var part in page.Body?.Descendants<IText>() ?? [])
        {
            seen.Append(part.Data).Append(' ');
            if (seen.Length > 4 * BodyText.ExcerptLength)
            {
                break;
            }
        }

        return HtmlValue.Collapse(seen.ToString());
    }
}
