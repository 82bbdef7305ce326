using System.Text;
using ActorBackfill.Connectors.Http.Robots;

namespace ActorBackfill.Connectors.Tests.Http.Robots;

/// <summary>By the examples of RFC 9309.</summary>
public sealed class RobotsFileTests
{
    private const string Simple = """
        User-Agent: *
        Disallow: *.gif$
        Disallow: /example/
        Allow: /publications/

        User-Agent: foobot
        Disallow:/
        Allow:/example/page.html
        Allow:/example/allowed.gif

        User-Agent: barbot
        User-Agent: bazbot
        Disallow: /example/page.html

        User-Agent: quxbot
        """;

    // Section 5.1.
    [Theory]
    [InlineData("foobot", "/example/page.html", true)]
    [InlineData("foobot", "/example/allowed.gif", true)]
    [InlineData("foobot", "/publications/", false)]
    [InlineData("barbot", "/example/page.html", false)]
    [InlineData("bazbot", "/example/page.html", false)]
    [InlineData("barbot", "/example/disallowed.gif", true)]
    [InlineData("quxbot", "/example/page.html", true)]
    [InlineData("otherbot", "/example/page.html", false)]
    [InlineData("otherbot", "/publications/", true)]
    [InlineData("otherbot", "/publications/a.gif", true)]
    [InlineData("otherbot", "/a.gif", false)]
    [InlineData("otherbot", "/a.gif?x", true)]
    [InlineData("otherbot", "/", true)]
    public void The_simple_example_is_read_as_it_is_meant(string product, string path, bool isAllowed) => AssertAllowed(Simple, product, path, isAllowed);

    // Section 5.2: the longest match, octet by octet, decides.
    [Theory]
    [InlineData("/example/page/", true)]
    [InlineData("/example/page/disallow.gif", false)]
    [InlineData("/example/page/disallowed.html", true)]
    public void The_longest_match_decides(string path, bool isAllowed) => AssertAllowed(
        """
        User-Agent: foobot
        Allow: /example/page/
        Disallow: /example/page/disallow.gif
        """, "foobot", path, isAllowed);

    // Section 2.2.1: groups of one crawler are one group, whatever the case of its name.
    [Theory]
    [InlineData("/c", true)]
    [InlineData("/a", false)]
    [InlineData("/b", false)]
    public void Several_groups_of_one_crawler_are_one(string path, bool isAllowed) => AssertAllowed(
        """
        user-agent: ExampleBot
        disallow: /a
        sitemap: https://example.com/sitemap.xml
        user-agent: otherbot
        disallow: /c

        USER-AGENT: EXAMPLEBOT
        DISALLOW: /b
        """, "examplebot", path, isAllowed);

    // Section 2.2.2, the table of encodings.
    [Theory]
    [InlineData("/foo/bar?baz=quz", "/foo/bar?baz=quz")]
    [InlineData("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar")]
    [InlineData("/foo/bar/\u30c4", "/foo/bar/%E3%83%84")]
    [InlineData("/foo/bar/%E3%83%84", "/foo/bar/\u30c4")]
    [InlineData("/foo/bar/%62%61%7A", "/foo/bar/baz")]
    // Section 2.2.3: signs that mean something, meant as themselves.
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-*.html")]
    [InlineData("/path/foo-%24", "/path/foo-$")]
    public void Paths_are_compared_however_they_are_encoded(string rule, string path) => AssertAllowed($"User-agent: *\nDisallow: {rule}", "foobot", path, false);

    [Theory]
    [InlineData("/this/*/exactly", "/this/a/b/exactly", true)]
    [InlineData("/this/*/exactly", "/this/a/exactly/not", true)]
    [InlineData("/this/*/exactly$", "/this/a/exactly/not", false)]
    [InlineData("/*.php$", "/a.php.php", true)]
    [InlineData("/a*$", "/abc", true)]
    [InlineData("/fish*", "/Fish", false)]
    [InlineData("/ab$", "/ab", true)]
    [InlineData("/ab$", "/abb", false)]
    public void Asterisk_and_dollar_match_as_said(string rule, string path, bool isMatched) => AssertAllowed($"User-agent: *\nDisallow: {rule}", "x", path, !isMatched);

    [Fact]
    public void Where_two_rules_are_as_long_the_one_that_allows_decides() =>
        AssertAllowed("User-agent: *\nDisallow: /page\nAllow: /page", "x", "/page", true);

    [Fact]
    public void The_file_itself_may_always_be_asked_for() => AssertAllowed("User-agent: *\nDisallow: /", "x", "/robots.txt", true);

    [Theory]
    [InlineData("")]
    [InlineData("User-agent: *\nDisallow:")]
    [InlineData("Disallow: /")]
    [InlineData("<html><body>Disallow: /</body></html>")]
    public void What_says_nothing_forbids_nothing(string text) => AssertAllowed(text, "x", "/a", true);

    [Fact]
    public void Comments_line_ends_and_a_byte_order_mark_do_not_matter() =>
        AssertAllowed("\uFEFFUser-agent: ActorBackfill/1.0 # us\r\rDisallow: /a # not this\r\n", "actorbackfill", "/a", false);

    private static void AssertAllowed(string text, string product, string path, bool isAllowed) =>
        Assert.Equal(isAllowed, RobotsFile.Parse(Encoding.UTF8.GetBytes(text), product).Refusal(new Uri("http://h.example" + path)) is null);
}
