using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class HtmlReaderTests
{
    private const string Page = """source { format = html, html { expect = "#roll", item = "tr.year", fields { year = "td.y" } } }""";

    [Fact]
    public void A_page_takes_all_its_keys()
    {
        var source = Source("""
            source {
              format = html, contact = "mailto:me@example.org", jitter = 500ms
              html {
                expect = "#roll", item = "tr.year", end-tag = false
                page { next = "a.next @href" }
                fields {
                  id = "@data-id", own = ".", year = "td.y"
                  sold { select = "td.d", as = date, date-format = "MM/dd/yy", required = true }
                  amounts { select = "td.v", match = "[0-9]+", as = number, all = true }
                }
              }
              paging { type = next, next = next }
            }
            """);

        Assert.Equal((BodyFormat.Html, "mailto:me@example.org", TimeSpan.FromMilliseconds(500)), (source.Format, source.Contact, source.Jitter));
        var html = source.Html!;
        Assert.Equal(("#roll", "tr.year", false), (html.Expect, html.Item, html.NeedsEndTag));
        Assert.Equal(new HtmlField("a.next", "href"), html.Page["next"]);
        Assert.Equal(new HtmlField("", "data-id"), html.Fields["id"]);
        Assert.Equal(new HtmlField(""), html.Fields["own"]);
        Assert.Equal(new HtmlField("td.y"), html.Fields["year"]);
        Assert.Equal(new HtmlField("td.d") { Kind = HtmlValueKind.Date, DateFormat = "MM/dd/yy", IsRequired = true }, html.Fields["sold"]);
        Assert.Equal(new HtmlField("td.v") { Match = "[0-9]+", Kind = HtmlValueKind.Number, IsList = true }, html.Fields["amounts"]);
        Assert.Null(source.Browser);
    }

    [Fact]
    public void A_browser_has_four_pages_of_30_s_unless_the_job_says_otherwise()
    {
        Assert.Equal(new BrowserDefinition { Pages = 4, PageTimeout = TimeSpan.FromSeconds(30) }, Source(Page + "\nsource { type = browser }").Browser);
        Assert.Equal(
            new BrowserDefinition { Executable = "/opt/chromium", Pages = 2, PageTimeout = TimeSpan.FromSeconds(5), WaitFor = "#done" },
            Source(Page + "\nsource { type = browser, browser { executable = /opt/chromium, pages = 2, page-timeout = 5s, wait-for = \"#done\" } }").Browser);
    }

    [Theory]
    [InlineData("source.html.expect = \"tr[\"", "source.html.expect: 'tr[': is no CSS selector")]
    [InlineData("source.html.fields.x { select = td, as = date }", "source.html.fields.x.as: a date needs its date-format: MM/dd/yyyy")]
    [InlineData("source.html.fields.x { select = td, as = date, date-format = MM }", "source.html.fields.x.date-format: 'MM': a date needs its day, month and year: MM/dd/yyyy, d MMM yyyy, yyyy-MM-dd")]
    [InlineData("source.html.fields.x { select = td, match = \"(?=a)\" }", "NonBacktracking")]
    [InlineData("source.items = a", "source.items: is a path into documents; of pages html.item and html.expect say it")]
    [InlineData("source.contact = \"me\"", "source.contact: 'me': an address to be reached at, https://... or mailto:..., in plain ASCII")]
    [InlineData("source.browser { pages = 2 }", "source.browser: is a key of type = browser")]
    [InlineData("source { type = browser, format = csv }", "source.format: a browser renders html alone")]
    [InlineData("source { type = browser, browser { pages = 65 } }", "source.browser.pages: 65: must be 1 to 64")]
    [InlineData("source.html = null", "source.html: is null")]
    [InlineData("source { format = json }", "source.html: is for pages: format = html, or type = browser")]
    public void What_is_wrong_with_a_page_is_said_at_its_place(string text, string message) =>
        Assert.Contains(message, JobText.Error(Page + "\n" + text), StringComparison.Ordinal);

    private static HttpSourceDefinition Source(string text) => Assert.IsType<HttpSourceDefinition>(JobText.Load(text).Source);
}
