using System.Net;
using System.Text.Json;
using ActorBackfill.Replay.Definitions;
using ActorBackfill.Replay.Files;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Http;

public sealed class PagingTests
{
    [Theory]
    [InlineData("/people?_per_page=7", 4)]
    [InlineData("/people?_page=1&_per_page=25", 1)]
    [InlineData("/people?_cursor=&_per_page=7", 4)]
    [InlineData("/people?_per_page=1", 25)]
    [InlineData("/people", 1)]
    public async Task Next_links_give_each_row_once_and_in_order(string start, int pages)
    {
        await using var served = await Served.PeopleAsync(25);

        var got = await served.PagesAsync(start);

        Assert.Equal(pages, got.Count);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"{i}"), Served.Ids(got));
        Assert.All(got, page => Assert.Equal(25, page.GetProperty("total").GetInt32()));
        Assert.All(got, page => Assert.Equal(pages, page.GetProperty("pages").GetInt32()));
        Assert.Equal(Enumerable.Range(1, pages), got.Select(page => page.GetProperty("page").GetInt32()));
    }

    [Fact]
    public async Task Counting_page_numbers_gives_each_row_once()
    {
        await using var served = await Served.PeopleAsync(25);
        var got = new List<JsonElement>();

        for (var page = 1; page <= 4; page++)
        {
            got.Add(await served.GetAsync($"/people?_page={page}&_per_page=7"));
        }

        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"{i}"), Served.Ids(got));
    }

    [Fact]
    public async Task Handing_the_cursor_back_gives_each_row_once()
    {
        await using var served = await Served.PeopleAsync(25);
        var got = new List<JsonElement>();

        for (var cursor = ""; cursor is not null; cursor = got[^1].GetProperty("cursor").GetString())
        {
            got.Add(await served.GetAsync($"/people?team=red&_per_page=4&_cursor={cursor}"));
        }

        Assert.Equal(Enumerable.Range(1, 25).Where(i => i % 2 == 1).Select(i => $"{i}"), Served.Ids(got));
    }

    [Fact]
    public async Task A_resource_paged_by_cursor_gives_cursors_unasked()
    {
        await using var served = await Served.StartAsync(folder =>
            [new FilesResource("n", [folder.Write("n.csv", "id\n1\n2\n3\n")], FileFormat.Csv) { ByCursor = true, PerPage = 2 }]);

        var got = await served.PagesAsync("/n");

        Assert.Equal(["1", "2", "3"], Served.Ids(got));
        Assert.Contains("_cursor=", got[0].GetProperty("next").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, got[1].GetProperty("cursor").ValueKind);
    }

    [Fact]
    public async Task The_next_link_keeps_the_rest_of_the_query()
    {
        await using var served = await Served.PeopleAsync(25);

        var page = await served.GetAsync("/people?_page=2&team=red&_per_page=3");

        Assert.Equal("/people?team=red&_per_page=3&_page=3", page.GetProperty("next").GetString());
    }

    [Fact]
    public async Task A_page_has_exactly_the_fields_of_the_contract()
    {
        await using var served = await Served.PeopleAsync(3);

        var page = await served.GetAsync("/people");

        Assert.Equal(["items", "page", "pages", "total", "next"], page.EnumerateObject().Select(property => property.Name));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_page_beyond_the_last_is_empty()
    {
        await using var served = await Served.PeopleAsync(3);

        var page = await served.GetAsync("/people?_page=99");

        Assert.Equal(0, page.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_page_and_no_pages()
    {
        await using var served = await Served.PeopleAsync(3);

        var page = await served.GetAsync("/people?team=green");

        Assert.Equal((0, 0), (page.GetProperty("total").GetInt32(), page.GetProperty("pages").GetInt32()));
    }

    [Theory]
    [InlineData("_page=0")]
    [InlineData("_page=x")]
    [InlineData("_per_page=100001")]
    [InlineData("_page=1&_page=2")]
    [InlineData("_cursor=AAAA")]
    [InlineData("_cursor=&_page=1")]
    [InlineData("_distinct=nothing")]
    [InlineData("_format=xml")]
    [InlineData("_unknown=1")]
    [InlineData("nothing=1")]
    [InlineData("nothing__lt=1")]
    public async Task A_query_that_cannot_be_answered_is_refused_with_the_reason(string query)
    {
        await using var served = await Served.PeopleAsync(3);

        using var answer = await served.Client.GetAsync(new Uri("/people?" + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        Assert.NotEqual("", body.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_cursor_of_another_query_is_refused()
    {
        await using var served = await Served.PeopleAsync(9);
        var cursor = (await served.GetAsync("/people?team=red&_cursor=&_per_page=2")).GetProperty("cursor").GetString();

        using var answer = await served.Client.GetAsync(new Uri($"/people?team=blue&_cursor={cursor}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
