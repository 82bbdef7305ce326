using System.Globalization;
using ActorBackfill.Connectors.Tests.Http.Fixtures;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using static ActorBackfill.Connectors.Tests.Http.Fixtures.Fetching;

namespace ActorBackfill.Connectors.Tests.Http;

public sealed class PagingTests
{
    private static readonly PagingDefinition.PageNumber Numbered = new("page", 1, "pages", "total");
    private static readonly PagingDefinition.PageNumber UntilEmpty = new("page", 0, null, null);
    private static readonly PagingDefinition.Cursor ByCursor = new("cursor", "next", null, null);
    private static readonly PagingDefinition.NextLink ByLink = new("next", null);

    [Fact]
    public async Task Numbered_pages_end_at_the_number_the_body_names()
    {
        await using var server = new ScriptedServer((path, _) => Reply.Json($$"""{"items":[{{Number(path)}}],"pages":3,"total":3}"""));
        var unit = await (Definition(server.Base) with { Paging = Numbered }).FetchAsync();
        Assert.Equal([1, 2, 3], unit.Items.Select(i => i.Value.GetInt32()));
        Assert.Equal("/results/2025-09-15?page=3", server.Paths[^1]);
    }

    [Theory]
    [InlineData("""{"items":[],"pages":0,"total":0}""")]
    [InlineData("""{"items":[],"pages":1,"total":0}""")]
    public async Task A_unit_without_items_takes_one_request(string body)
    {
        await using var server = new ScriptedServer(Reply.Json(body));
        Assert.Empty((await (Definition(server.Base) with { Paging = Numbered }).FetchAsync()).Items);
        Assert.Single(server.Paths);
    }

    [Fact]
    public async Task Numbered_pages_without_a_number_of_pages_end_at_an_empty_one()
    {
        await using var server = new ScriptedServer(Reply.Csv("a\n1\n"), Reply.Csv("a\n2\n"), Reply.Csv("a\n"));
        var unit = await (Csv(server.Base) with { Paging = UntilEmpty }).FetchAsync();
        Assert.Equal(["1", "2"], unit.Items.Select(i => i.Value.GetProperty("a").GetString()));
        Assert.Equal(3, unit.Requests);
    }

    [Fact]
    public async Task A_cursor_is_followed_until_there_is_none()
    {
        await using var server = new ScriptedServer((path, _) => Reply.Json(path.EndsWith("cursor=a%20b", StringComparison.Ordinal)
            ? """{"items":[2],"next":null}""" : """{"items":[1],"next":"a b"}"""));
        var unit = await (Definition(server.Base) with { Paging = ByCursor }).FetchAsync();
        Assert.Equal(2, unit.Items.Count);
        Assert.Equal(["/results/2025-09-15", "/results/2025-09-15?cursor=a%20b"], server.Paths);
    }

    [Fact]
    public async Task A_first_cursor_is_sent_where_the_job_names_one()
    {
        await using var server = new ScriptedServer(Reply.Json("""{"items":[]}"""));
        await (Definition(server.Base) with { Paging = ByCursor with { Start = "*" } }).FetchAsync();
        Assert.Equal(["/results/2025-09-15?cursor=%2A"], server.Paths);
    }

    [Fact]
    public async Task A_link_is_read_from_where_it_stands()
    {
        await using var server = new ScriptedServer((path, _) => Reply.Json(path.Contains("two", StringComparison.Ordinal)
            ? """{"items":[2],"next":""}""" : """{"items":[1],"next":"two?x=1"}"""));
        Assert.Equal(2, (await (Definition(server.Base) with { Paging = ByLink }).FetchAsync()).Items.Count);
        Assert.Equal("/results/two?x=1", server.Paths[^1]);
    }

    [Theory]
    [InlineData("http://127.0.0.2:1/x")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("//evil.example/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://[::ffff:127.0.0.1]/x")]
    [InlineData("http://2130706433/x")]
    public async Task E69_A_link_to_another_origin_is_not_followed(string link)
    {
        await using var server = new ScriptedServer(Reply.Json($$"""{"items":[1],"next":"{{link}}"}"""));
        var failure = await (Definition(server.Base) with { Paging = ByLink }).FailureAsync();
        Assert.Equal((FailureCategory.UnexpectedContent, false), (failure.Category, failure.CanRetry));
        Assert.Single(server.Paths);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task E65_A_cycle_of_cursors_of_any_length_ends_the_unit(int length)
    {
        await using var server = new ScriptedServer((_, n) => Reply.Json($$"""{"items":[{{n}}],"next":"c{{n % length}}"}"""));
        var failure = await (Definition(server.Base) with { Paging = ByCursor }).FailureAsync();
        Assert.Equal(FailureCategory.UnexpectedContent, failure.Category);
        Assert.Matches("cursor #[0-9a-f]{8} came before", failure.Message);
        Assert.Equal(length + 1, server.Paths.Count);
    }

    [Fact]
    public async Task E65_A_cycle_of_links_ends_the_unit()
    {
        await using var server = new ScriptedServer((_, n) => Reply.Json($$"""{"items":[{{n}}],"next":"/{{n % 3}}"}"""));
        var failure = await (Definition(server.Base) with { Paging = ByLink }).FailureAsync();
        Assert.Contains("goes in circles", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Paths.Count);
    }

    [Fact]
    public async Task E65_A_page_number_that_is_ignored_ends_the_unit_even_when_the_body_repeats_the_number()
    {
        await using var server = new ScriptedServer((path, _) => Reply.Json($$"""{"items":[{"a":1}],"page":{{Number(path)}},"pages":9,"total":9}"""));
        var failure = await (Definition(server.Base) with { Paging = Numbered }).FailureAsync();
        Assert.Equal(FailureCategory.UnexpectedContent, failure.Category);
        Assert.Equal(2, server.Paths.Count);
    }

    [Fact]
    public async Task E65_A_server_that_always_has_more_is_stopped_by_the_cap_of_pages()
    {
        await using var server = new ScriptedServer((_, n) => Reply.Json($$"""{"items":[],"next":"{{n}}"}"""));
        var failure = await (Definition(server.Base) with { Paging = ByCursor, Caps = new CapsDefinition(Pages: 5) }).FailureAsync();
        Assert.Equal((FailureCategory.Oversize, 5), (failure.Category, server.Paths.Count));
    }

    [Fact]
    public async Task E66_An_item_that_comes_twice_is_handed_on_for_the_key_to_sort_out()
    {
        await using var server = new ScriptedServer(
            Reply.Json("""{"items":[1,2],"pages":2,"total":4}"""), Reply.Json("""{"items":[2,3],"pages":2,"total":4}"""));
        Assert.Equal(4, (await (Definition(server.Base) with { Paging = Numbered }).FetchAsync()).Items.Count);
    }

    [Fact]
    public async Task E67_A_total_that_changes_between_pages_is_no_complete_unit()
    {
        await using var server = new ScriptedServer(
            Reply.Json("""{"items":[1],"pages":2,"total":2}"""), Reply.Json("""{"items":[2],"pages":2,"total":3}"""));
        var failure = await (Definition(server.Base) with { Paging = Numbered }).FailureAsync();
        Assert.Equal((FailureCategory.Truncated, true), (failure.Category, failure.CanRetry));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task E68_A_total_other_than_what_came_is_no_complete_unit(int total)
    {
        var failure = await Reply.Json($$"""{"items":[1,2],"pages":1,"total":{{total}}}""").FailureAsync(d => d with { Paging = Numbered });
        Assert.Equal(FailureCategory.Truncated, failure.Category);
        Assert.Contains($"says {total} items in all, and 2 came", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"items":[1],"total":1}""")]
    [InlineData("""{"items":[1],"pages":"many","total":1}""")]
    [InlineData("""{"items":[1],"pages":1}""")]
    public async Task A_body_without_its_number_of_pages_or_total_does_not_fit_the_job(string body) =>
        Assert.Equal(FailureCategory.SourceSchema, (await Reply.Json(body).FailureAsync(d => d with { Paging = Numbered })).Category);

    private static int Number(string path) => int.Parse(path[(path.IndexOf("page=", StringComparison.Ordinal) + 5)..], CultureInfo.InvariantCulture);
}
