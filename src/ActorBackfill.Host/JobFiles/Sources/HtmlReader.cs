using System.Collections.Immutable;
using ActorBackfill.Connectors.Bodies.Html;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Hocon;

namespace ActorBackfill.Host.JobFiles.Sources;

/// <summary>Reads <c>html { expect, item, page { NAME = FIELD }, fields { NAME = FIELD }, end-tag }</c>.</summary>
internal static class HtmlReader
{
    public static HtmlDefinition? Read(HoconObjectReader source, bool isHtml)
    {
        if (!isHtml)
        {
            if (source.Value("html") is HoconObject)
            {
                source.Error("html", "is for pages: format = html, or type = browser");
                _ = source.OptionalObject("html")!.Members();
            }

            return null;
        }

        foreach (var key in (ReadOnlySpan<string>)["items", "error"])
        {
            if (source.Value(key) is HoconScalar { IsNull: false })
            {
                source.Error(key, "is a path into documents; of pages html.item and html.expect say it");
            }
        }

        var reader = source.Object("html");
        if (source.Value("html") is not HoconObject)
        {
            return null;
        }

        var html = new HtmlDefinition(Selector(reader, "expect", reader.Text("expect")), Item(reader), Fields(reader, "page"), Fields(reader, "fields"))
        {
            NeedsEndTag = reader.Boolean("end-tag", true),
        };
        if (html.Fields.IsEmpty && html.Page.IsEmpty)
        {
            reader.Error("fields", "names at least one field, or page does");
        }

        return html;
    }

    private static string? Item(HoconObjectReader reader) => reader.OptionalText("item") is { } item ? Selector(reader, "item", item) : null;

    private static ImmutableSortedDictionary<string, HtmlField> Fields(HoconObjectReader reader, string key)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, HtmlField>(StringComparer.Ordinal);
        if (reader.OptionalObject(key) is { } map)
        {
            foreach (var member in map.Members())
            {
                fields[member.Key] = map.Value(member.Key) is HoconObject ? Long(map.OptionalObject(member.Key)!) : Short(map, member.Key, map.Text(member.Key));
            }
        }

        return fields.ToImmutable();
    }

    private static HtmlField Long(HoconObjectReader reader)
    {
        var field = Short(reader, "select", reader.Text("select"));
        var match = reader.OptionalText("match");
        if (match is not null && HtmlRules.MatchProblem(match) is { } problem)
        {
            reader.Error("match", $"'{match}': {problem}");
        }

        var kind = reader.Choice("as", HtmlValueKind.Text);
        return field with
        {
            IsRequired = reader.Boolean("required", false),
            IsList = reader.Boolean("all", false),
            Match = match,
            Kind = kind,
            DateFormat = DateFormat(reader, kind),
        };
    }

    private static string? DateFormat(HoconObjectReader reader, HtmlValueKind kind)
    {
        var format = reader.OptionalText("date-format");
        if (kind == HtmlValueKind.Date && format is null)
        {
            reader.Error("as", "a date needs its date-format: MM/dd/yyyy");
        }
        else if (format is not null && (kind != HtmlValueKind.Date ? "is for as = date" : HtmlRules.DateFormatProblem(format)) is { } problem)
        {
            reader.Error("date-format", $"'{format}': {problem}");
        }

        return format;
    }

    /// <summary>Reads <c>td.year</c>, <c>a @href</c>, <c>@data-id</c> of the item itself, and <c>.</c>, the item's own text.</summary>
    private static HtmlField Short(HoconObjectReader reader, string key, string text)
    {
        var at = text.LastIndexOf('@');
        var isAttribute = at >= 0 && (at == 0 || text[at - 1] == ' ') && !text.AsSpan(at).ContainsAny(']', '"', '\'');
        var selector = (isAttribute ? text[..at] : text).Trim();
        var attribute = isAttribute ? text[(at + 1)..].Trim() : null;
        if (attribute is { Length: 0 })
        {
            reader.Error(key, $"'{text}': the name of an attribute follows @");
        }

        return new HtmlField(selector is "." or "" && (isAttribute || selector == ".") ? "" : Selector(reader, key, selector), attribute);
    }

    private static string Selector(HoconObjectReader reader, string key, string text)
    {
        if (reader.Has(key) && HtmlRules.SelectorProblem(text) is { } problem)
        {
            reader.Error(key, $"'{text}': {problem}");
        }

        return text;
    }
}
