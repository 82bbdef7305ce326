using System.Diagnostics;
using System.Text;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Bodies.Html.Pages;

namespace ActorBackfill.Connectors.Tests.Bodies.Html;

public sealed class HtmlBodyReaderTests
{
    private const string Rolls = """
        <!DOCTYPE html><html><head><title>Roll</title><script>var captcha = 1;</script></head><body><h1 id=apn> 0011&nbsp;007 </h1>
        <table id=roll><tr class=year><td class=y>2024</td><td class=v>$1,800,000.50</td><td><a href="/doc?id=1">one</a></td></tr>
        <tr class=year data-id=7><td class=y>2025</td><td class=v>  </td></tr></table></body></html>
        """;

    [Fact]
    public void Items_are_what_the_selector_finds_and_their_parent_is_the_page()
    {
        var content = Taken("#roll", "tr.year", ("y", new("td.y")), ("v", new("td.v") { Kind = HtmlValueKind.Number }), ("link", new("a", "href")), ("id", new("", "data-id")))
            .OfPage(("apn", new("#apn"))).Read(Rolls);

        Assert.Equal("""{"id":null,"link":"/doc?id=1","v":1800000.50,"y":"2024"} {"id":"7","link":null,"v":null,"y":"2025"}""", content.Json());
        Assert.All(content.Items, i => Assert.Equal("0011 007", i.Parent!.Value.GetProperty("apn").GetString()));
        Assert.Same(content.Document, content.Items[0].Parent);
    }

    [Fact]
    public void Without_an_item_the_page_is_the_one_item() =>
        Assert.Equal("""{"years":["2024","2025"]}""", Taken("#roll", null, ("years", new("td.y") { IsList = true })).Read(Rolls).Json());

    [Fact]
    public void An_expected_page_without_items_is_empty() => Assert.Empty(Taken("#roll", "tr.none", ("y", new("td"))).Read(Rolls).Items);

    [Fact]
    public void A_page_without_what_is_expected_is_unexpected_content_and_says_what_it_is()
    {
        var failure = Taken("#sales", "tr", ("y", new("td"))).Failure("<html><head><title>403 - Forbidden</title><style>b{}</style></head><body><p>No permission.</p></body></html>");
        Assert.Equal(FailureCategory.UnexpectedContent, failure.Category);
        Assert.Equal("here is another page than expected, without '#sales': 403 - Forbidden: No permission.", failure.Message);
    }

    [Fact]
    public void An_unexpected_page_that_wants_a_captcha_solved_shuts_us_out_and_an_expected_one_with_the_word_does_not()
    {
        Assert.Equal(FailureCategory.Blocked, Taken("#other", null, ("y", new("td"))).Failure(Rolls).Category);
        Assert.Single(Taken("#roll", null, ("y", new("td"))).Read(Rolls).Items);
    }

    [Theory]
    [InlineData("td.gone", "field x: 'td.gone' is not there")]
    [InlineData("td.v", "field x: 'td.v' is blank")]
    public void A_required_field_that_is_missing_or_blank_fails_the_unit_by_its_name(string selector, string message)
    {
        var failure = Taken("#roll", "tr[data-id]", ("x", new(selector) { IsRequired = true })).Failure(Rolls);
        Assert.Equal((FailureCategory.SourceSchema, "here: " + message), (failure.Category, failure.Message));
    }

    [Theory]
    [InlineData("$1,800,000", "1800000")]
    [InlineData("(1,234.5)", "-1234.5")]
    [InlineData("\u20ac 12", "12")]
    [InlineData("-3", "-3")]
    [InlineData("2.3e-05", "0.000023")]
    public void Numbers_are_read_without_their_signs_of_money_and_thousands(string text, string number) =>
        Assert.Equal($$"""{"x":{{number}}}""", One(text, new("p") { Kind = HtmlValueKind.Number }).Json());

    [Theory]
    [InlineData("05/01/72", "MM/dd/yy", "1972-05-01")]
    [InlineData("07/05/23", "MM/dd/yy", "2023-07-05")]
    [InlineData("3 Mar 2001", "d MMM yyyy", "2001-03-03")]
    public void Dates_are_read_as_the_format_says(string text, string format, string date) =>
        Assert.Equal($$"""{"x":"{{date}}"}""", One(text, new("p") { Kind = HtmlValueKind.Date, DateFormat = format }).Json());

    [Fact]
    public void A_value_that_is_no_number_fails_the_unit_and_is_shown()
    {
        var failure = Assert.Throws<BackfillException>(() => One("twelve", new("p") { Kind = HtmlValueKind.Number }));
        Assert.Equal((FailureCategory.InvalidData, "here: field x: 'twelve' is no number"), (failure.Category, failure.Message));
    }

    [Fact]
    public void A_pattern_takes_its_first_group()
    {
        Assert.Equal("""{"x":490000}""", One("Money amount: $490,000", new("p") { Match = @"\$([0-9,]+)", Kind = HtmlValueKind.Number }).Json());
        Assert.Equal("""{"x":null}""", One("none", new("p") { Match = "[0-9]+" }).Json());
    }

    [Theory]
    [InlineData(nameof(BodyEnd.Length))]
    [InlineData(nameof(BodyEnd.Unknown))]
    public void A_page_without_its_end_tag_is_cut_unless_something_proves_it_whole(string known)
    {
        var end = Enum.Parse<BodyEnd>(known);
        var html = Taken("p", null, ("x", new("p")));
        Assert.Equal(FailureCategory.Truncated, html.Failure("<html><body><p>1</p>", end).Category);
        Assert.Single(html.Read("<html><body><p>1</p>").Items);
        Assert.Single((html with { NeedsEndTag = false }).Read("<html><body><p>1</p>", end).Items);
    }

    [Theory]
    [InlineData("", "text/html", FailureCategory.UnexpectedContent)]
    [InlineData("{\"a\":1}", "application/json", FailureCategory.UnexpectedContent)]
    public void What_is_no_page_is_unexpected_content(string body, string type, FailureCategory category) =>
        Assert.Equal(category, Taken("p", null, ("x", new("p"))).Failure(body, mediaType: type).Category);

    [Fact]
    public void A_page_is_read_in_the_charset_that_it_or_its_answer_names()
    {
        var page = Encoding.Latin1.GetBytes("<html><head><meta charset=iso-8859-1></head><body><p>Caf\u00e9 \u0096</p></body></html>");
        var html = Taken("p", null, ("x", new("p")));
        Assert.Equal("Caf\u00e9 \u2013", html.Read(page, new BodyOrigin("here", BodyEnd.Proven)).Items[0].Value.GetProperty("x").GetString());
        var failure = Assert.Throws<BackfillException>(() => html.Read(page, new BodyOrigin("here", BodyEnd.Proven, Charset: "utf-8")));
        Assert.Equal((FailureCategory.InvalidData, "here is not utf-8 at byte 56"), (failure.Category, failure.Message));
    }

    [Fact]
    public void A_page_of_elements_without_end_is_refused() => Assert.Equal(
        "here has more than 250000 elements", Taken("p", null, ("x", new("p"))).Failure(string.Concat(Enumerable.Repeat("<br>", 250_001))).Message);

    [Fact]
    public void A_page_that_is_nested_far_is_read_as_deep_as_browsers_do() =>
        Assert.Single(Taken("p", null, ("x", new("p"))).Read("<p>" + string.Concat(Enumerable.Repeat("<div>", 1_400)) + "</html>").Items);

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<ul><li>")]
    [InlineData("<a><div>")]
    [InlineData("<div><p>")]
    [InlineData("<table><td>")]
    [InlineData("<b><div></b>")]
    public void A_page_that_is_nested_without_end_is_refused_and_costs_hardly_more_than_a_flat_one_of_its_size(string tags)
    {
        const int Size = 600_000;
        var html = Taken("p", null, ("x", new("p")));
        // The quickest of some: both run on the same machine in turn, and what disturbs them only makes them slower, and not each time.
        var (flat, nested) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < 3 || (round < 30 && nested > 10 * flat); round++)
        {
            flat = Shorter(flat, () => html.Read("<p>" + Repeated("<i>x</i>", Size) + "</html>"));
            nested = Shorter(nested, () => Assert.Equal(
                "here has more than 1000 elements inside of 512 others", html.Failure("<p>" + Repeated(tags, Size) + "</html>").Message));
        }

        // Without the bound it is some 100 times as much.
        Assert.True(nested <= 10 * flat, $"flat {flat.TotalMilliseconds:0} ms, nested {nested.TotalMilliseconds:0} ms");
    }

    private static string Repeated(string text, int size) => string.Concat(Enumerable.Repeat(text, size / text.Length));

    private static TimeSpan Shorter(TimeSpan than, Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        var took = Stopwatch.GetElapsedTime(started);
        return took < than ? took : than;
    }

    private static BodyContent One(string text, HtmlField field) => Taken("p", null, ("x", field)).Read($"<html><p>{text}</p></html>");
}
