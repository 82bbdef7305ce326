using System.Collections.Immutable;
using ActorBackfill.Connectors.Http;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class HttpSourceTests
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary<string, string>.Empty;

    [Fact]
    public async Task A_unit_fills_path_and_parameters_percent_encoded()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[]}"""));
        var definition = Definition(server.Base + "/api/") with
        {
            Path = "/results/{date}?on={date}",
            Parameters = Nothing.Add("a key", "{date}!"),
        };
        await using var source = new HttpSource(definition, ["date"], TimeProvider.System);
        await source.FetchAsync(Unit("a/b &ü"), new FakeGate(), CancellationToken.None);
        Assert.Equal(["/api/results/a%2Fb%20%26%C3%BC?on=a%2Fb%20%26%C3%BC&a%20key=a%2Fb%20%26%C3%BC%21"], server.Paths);
    }

    [Fact]
    public async Task The_client_says_who_it_is_and_asks_for_nothing_conditional()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[]}"""));
        await Definition(server.Base).FetchAsync();
        var head = server.Requests.Single();
        Assert.Contains("User-Agent: ActorBackfill/0.1.0\r\n", head, StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding: gzip\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("If-", head, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Items_know_the_item_they_were_found_in()
    {
        var unit = await Reply.Json("""{"day":"x","meetings":[{"id":7,"races":[{"no":1},{"no":2}]},{"id":8,"races":[]}]}""")
            .FetchAsync(d => d with { Items = "meetings[*].races[*]" });
        Assert.Equal([1, 2], unit.Items.Select(i => i.Value.GetProperty("no").GetInt32()));
        Assert.All(unit.Items, i => Assert.Equal(7, i.Parent!.Value.GetProperty("id").GetInt32()));
        Assert.Equal("x", unit.Items[0].Parent!.Parent!.Value.GetProperty("day").GetString());
    }

    [Theory]
    [InlineData("""[{"a":1},{"a":2}]""", null, 2)]
    [InlineData("""{"a":1}""", null, 1)]
    [InlineData("""{"items":[1,2,3]}""", "items", 3)]
    [InlineData("""{"items":[1,2,3]}""", "items[*]", 3)]
    [InlineData("""{"items":{"a":1}}""", "items", 1)]
    [InlineData("""{"items":null}""", "items", 0)]
    [InlineData("""{"items":[]}""", "items[*]", 0)]
    [InlineData("""{"rows":[[1,2],[3,4]]}""", "rows[*]", 2)]
    public async Task A_path_names_the_items_and_an_array_means_its_elements(string body, string? path, int count) =>
        Assert.Equal(count, (await Reply.Json(body).FetchAsync(d => d with { Items = path })).Items.Count);

    [Theory]
    [InlineData("""{"item":[]}""", "items")]
    [InlineData("""{"items":5}""", "items[*]")]
    [InlineData("""[]""", "items")]
    [InlineData("""{"a":null}""", "a.items")]
    public async Task A_body_without_the_path_of_the_items_is_no_empty_unit(string body, string path) =>
        Assert.Equal(FailureCategory.SourceSchema, (await Reply.Json(body).FailureAsync(d => d with { Items = path })).Category);

    [Fact]
    public async Task Every_request_takes_a_turn_and_gives_it_back_when_its_body_is_read()
    {
        await using var server = new ScriptedServer(
            Reply.Status(302, "Location: /moved"), Reply.Json("""{"items":[1],"next":"/b"}"""), Reply.Json("""{"items":[2]}"""));
        var gate = new FakeGate();
        var unit = await (Definition(server.Base) with { Paging = new PagingDefinition.NextLink("next", null) }).FetchAsync(gate);
        Assert.Equal((3, 0, 3), (gate.Entered, gate.Inside, unit.Requests));
    }

    [Fact]
    public async Task A_failed_request_gives_its_turn_back()
    {
        await using var server = new ScriptedServer(Reply.Status(500));
        var gate = new FakeGate();
        await Definition(server.Base).FailureAsync(gate);
        Assert.Equal((1, 0), (gate.Entered, gate.Inside));
    }

    [Fact]
    public async Task A_cancelled_attempt_ends_as_cancelled()
    {
        await using var server = new ScriptedServer(new Reply([], After.Hang));
        using var stop = new CancellationTokenSource();
        await using var source = new HttpSource(Definition(server.Base), ["date"], TimeProvider.System);
        var fetch = source.FetchAsync(Unit(), new FakeGate(), stop.Token).AsTask();
        await server.AskedAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    [Theory]
    [InlineData("ftp://x", "/a", "items")]
    [InlineData("x", "/a", "items")]
    [InlineData("http://user:pass@x", "/a", "items")]
    [InlineData("http://x?a=b", "/a", "items")]
    [InlineData("http://x", "/{month}", "items")]
    [InlineData("http://x", "/{date", "items")]
    [InlineData("http://x", "/a", "a[")]
    [InlineData("http://x", "/a", "^a")]
    public void A_definition_that_cannot_work_is_refused_before_any_request(string address, string path, string items) =>
        Assert.Throws<FormatException>(() => new HttpSource(Definition(address) with { Path = path, Items = items }, ["date"], TimeProvider.System));

    [Theory]
    [InlineData("X-Key", "a\r\nb")]
    [InlineData("X-Key", "schlüssel")]
    [InlineData("Content-Type", "text/plain")]
    public void A_header_that_cannot_be_sent_is_refused_without_its_value(string name, string value)
    {
        var e = Assert.Throws<FormatException>(
            () => new HttpSource(Definition("http://x") with { Headers = Nothing.Add(name, value) }, ["date"], TimeProvider.System));
        Assert.DoesNotContain(value, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BodyFormat.Csv)]
    [InlineData(BodyFormat.Ndjson)]
    public void Rows_have_no_place_for_cursors(BodyFormat format) => Assert.Throws<FormatException>(() => new HttpSource(
        Definition("http://x") with { Format = format, Items = null, Paging = new PagingDefinition.Cursor("c", "next", null, null) }, ["date"], TimeProvider.System));

    [Fact]
    public async Task Nothing_shows_headers_or_the_query()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"error":"key s3cret-token is over, so is k3y-in-query"}"""));
        var definition = Definition(server.Base) with
        {
            Headers = Nothing.Add("Authorization", "Bearer s3cret-token"),
            Parameters = Nothing.Add("api_key", "k3y-in-query"),
        };
        var failure = await definition.FailureAsync();
        await using var source = new HttpSource(definition, ["date"], TimeProvider.System);
        foreach (var text in (string[])[failure.ToString(), source.Description])
        {
            Assert.DoesNotContain("s3cret-token", text, StringComparison.Ordinal);
            Assert.DoesNotContain("k3y-in-query", text, StringComparison.Ordinal);
        }

        Assert.Equal($"{server.Base}/results/{{date}} (json)", source.Description);
    }

    [Fact]
    public async Task A_value_cannot_climb_out_of_the_path()
    {
        await using var source = new HttpSource(Definition("http://127.0.0.1:1"), ["date"], TimeProvider.System);
        var e = await Assert.ThrowsAsync<BackfillException>(() => source.FetchAsync(Unit(".."), new FakeGate(), CancellationToken.None).AsTask());
        Assert.Equal(FailureCategory.InvalidData, e.Category);
    }
}
