using System.Text;
using ActorBackfill.Connectors.Bodies;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Http.Robots;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;
using static ActorBackfill.Connectors.Tests.Bodies.Html.Pages;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http.Robots;

public sealed class PolitePagesTests
{
    private static readonly Reply Page = Reply.Body(Encoding.UTF8.GetBytes("<html><p>1</p></html>"), "Content-Type: text/html");

    [Fact]
    public async Task Robots_txt_is_asked_for_once_and_each_request_takes_a_turn()
    {
        await using var server = new ScriptedServer((path, _) => path == "/robots.txt" ? Text("User-agent: *\nDisallow: /private") : Page);
        await using var source = new HttpSource(Html(server.Base), ["date"], TimeProvider.System);
        var gate = new FakeGate();
        var first = await source.FetchAsync(Unit("a"), gate, CancellationToken.None);
        var second = await source.FetchAsync(Unit("b"), gate, CancellationToken.None);
        Assert.Equal(["/robots.txt", "/results/a", "/results/b"], server.Paths);
        Assert.Equal((2, 1, 3), (first.Requests, second.Requests, gate.Entered));
    }

    [Fact]
    public async Task What_robots_txt_keeps_is_not_asked_for_and_the_rule_is_named()
    {
        await using var server = new ScriptedServer((path, _) => path == "/robots.txt" ? Text("User-agent: actorbackfill\nDisallow: /results/") : Page);
        var failure = await Html(server.Base).FailureAsync();
        Assert.Equal((FailureCategory.UnexpectedContent, false), (failure.Category, failure.CanRetry));
        Assert.EndsWith("/results/2025-09-15 is not to be asked for: " + server.Base + "/robots.txt says 'Disallow: /results/'", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["/robots.txt"], server.Paths);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    public async Task A_robots_txt_that_is_not_there_forbids_nothing(int status)
    {
        await using var server = new ScriptedServer((path, _) => path == "/robots.txt" ? Reply.Status(status) : Page);
        Assert.Single((await Html(server.Base).FetchAsync()).Items);
    }

    [Fact]
    public async Task While_robots_txt_cannot_be_had_nothing_is_asked_and_later_it_is()
    {
        await using var server = new ScriptedServer((path, n) => path != "/robots.txt" ? Page : n == 0 ? Reply.Status(503) : Text(""));
        await using var source = new HttpSource(Html(server.Base), ["date"], TimeProvider.System);
        var failure = await Assert.ThrowsAsync<BackfillException>(() => source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None).AsTask());
        Assert.Equal((FailureCategory.Transient, true), (failure.Category, failure.CanRetry));
        Assert.StartsWith("without its robots.txt nothing is asked of ", failure.Message, StringComparison.Ordinal);
        Assert.Single((await source.FetchAsync(Unit(), new FakeGate(), CancellationToken.None)).Items);
        Assert.Equal(["/robots.txt", "/robots.txt", "/results/2025-09-15"], server.Paths);
    }

    [Fact]
    public async Task A_day_later_robots_txt_is_asked_for_anew()
    {
        await using var server = new ScriptedServer((path, _) => path == "/robots.txt" ? Text("") : Page);
        var time = new ManualTime();
        await using var source = new HttpSource(Html(server.Base), ["date"], time);
        await source.FetchAsync(Unit("a"), new FakeGate(), CancellationToken.None);
        time.Advance(TimeSpan.FromHours(24));
        await source.FetchAsync(Unit("b"), new FakeGate(), CancellationToken.None);
        Assert.Equal(2, server.Paths.Count(p => p == "/robots.txt"));
    }

    [Fact]
    public async Task Data_is_asked_for_without_robots_txt()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[]}"""));
        await Definition(server.Base).FetchAsync();
        Assert.Equal(["/results/2025-09-15"], server.Paths);
    }

    [Fact]
    public async Task The_one_who_asks_says_how_to_be_reached()
    {
        await using var server = new ScriptedServer(Page);
        await (Html(server.Base) with { Contact = "mailto:data@county.example" }).FetchAsync();
        Assert.All(server.Requests, r => Assert.Contains("User-Agent: ActorBackfill/0.1.0 (+mailto:data@county.example)\r\n", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_are_linked_by_a_field_of_the_page()
    {
        await using var server = new ScriptedServer((path, _) => path switch
        {
            "/robots.txt" => Reply.Status(404),
            "/two" => Page,
            _ => Reply.Body("<html><p>0</p><a class=next href='/two'>next</a></html>"u8.ToArray(), "Content-Type: text/html"),
        });
        var definition = Html(server.Base) with
        {
            Html = Taken("p", "p", ("x", new(""))).OfPage(("next", new("a.next", "href"))),
            Paging = new PagingDefinition.NextLink("next", null),
        };
        Assert.Equal(["0", "1"], (await definition.FetchAsync()).Items.Select(i => i.Value.GetProperty("x").GetString()));
    }

    [Fact]
    public async Task Jitter_comes_before_the_turn_and_so_only_adds()
    {
        var (time, pages) = (new ManualTime(), new NotedPages());
        var polite = new PolitePages(pages, new RobotsFiles(pages, time), TimeSpan.FromSeconds(10), time);
        var getting = polite.GetAsync(new Uri("http://h.example/a"), new FakeGate(), CancellationToken.None).AsTask();
        await time.WaitingAsync(1);
        Assert.Equal(["/robots.txt"], pages.Asked);
        time.Advance(TimeSpan.FromSeconds(10));
        using var answer = await getting;
        Assert.Equal(["/robots.txt", "/a"], pages.Asked);
    }

    private static Reply Text(string text) => Reply.Body(Encoding.UTF8.GetBytes(text), "Content-Type: text/plain");

    private static HttpSourceDefinition Html(string address) =>
        Definition(address) with { Format = BodyFormat.Html, Items = null, Html = Taken("p", "p", ("x", new(""))) };

    private sealed class NotedPages : IFetchPages
    {
        public List<string> Asked { get; } = [];

        public ValueTask<Answer> GetAsync(Uri address, IRequestGate gate, CancellationToken cancellation)
        {
            Asked.Add(address.AbsolutePath);
            return new(new Answer(address, null, new BodyOrigin("here", BodyEnd.Proven), 1));
        }
    }
}
