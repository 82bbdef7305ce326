using System.Collections.Immutable;
using System.Text;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Bodies.Html;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Tests.Bodies.Html;

/// <summary>Pages and what is taken from them.</summary>
internal static class Pages
{
    private static readonly ImmutableSortedDictionary<string, HtmlField> None = ImmutableSortedDictionary<string, HtmlField>.Empty.WithComparers(StringComparer.Ordinal);

    public static HtmlDefinition Taken(string expect, string? item, params (string Name, HtmlField Field)[] fields) =>
        new(expect, item, None, None.AddRange(fields.Select(f => KeyValuePair.Create(f.Name, f.Field))));

    public static HtmlDefinition OfPage(this HtmlDefinition html, params (string Name, HtmlField Field)[] fields) =>
        html with { Page = None.AddRange(fields.Select(f => KeyValuePair.Create(f.Name, f.Field))) };

    public static BodyContent Read(this HtmlDefinition html, string page, BodyEnd end = BodyEnd.Proven, string? mediaType = "text/html") =>
        html.Read(Encoding.UTF8.GetBytes(page), new BodyOrigin("here", end, mediaType));

    public static BodyContent Read(this HtmlDefinition html, byte[] page, BodyOrigin origin) =>
        new HtmlBodyReader(html, new CapsDefinition(), t => t.Contains("captcha", StringComparison.Ordinal) ? "captcha" : null).Read(page, origin);

    public static BackfillException Failure(this HtmlDefinition html, string page, BodyEnd end = BodyEnd.Proven, string? mediaType = "text/html") =>
        Assert.Throws<BackfillException>(() => html.Read(page, end, mediaType));

    public static string Json(this BodyContent content) => string.Join(' ', content.Items.Select(i => i.Value.GetRawText()));
}
