using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Faults;

public sealed class PageFaultTests
{
    [Theory]
    [InlineData("/people?_per_page=10")]
    [InlineData("/people?_per_page=10&_cursor=")]
    public async Task A_cursor_loop_leads_to_the_same_page_again(string start)
    {
        await using var served = await Served.PeopleAsync(25, null, null, "cursor-loop=1");

        var pages = await served.PagesAsync(start, most: 5);

        Assert.Equal(5, pages.Count);
        Assert.All(pages, page => Assert.Equal(Enumerable.Range(1, 10).Select(i => $"{i}"), Served.Ids([page])));
        Assert.Single(pages.Select(page => page.GetProperty("next").GetString()).Distinct());
    }

    [Fact]
    public async Task A_cursor_cycle_goes_round_three_pages()
    {
        await using var served = await Served.PeopleAsync(25, null, null, "cursor-cycle=1");

        var pages = await served.PagesAsync("/people?_per_page=5&_cursor=", most: 7);

        Assert.Equal([1, 2, 3, 1, 2, 3, 1], pages.Select(page => page.GetProperty("page").GetInt32()));
        Assert.Equal(3, pages.Skip(1).Select(page => page.GetProperty("cursor").GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData("/people?_per_page=10")]
    [InlineData("/people?_per_page=10&_cursor=")]
    public async Task An_ignored_page_is_the_first_one_for_ever(string start)
    {
        await using var served = await Served.PeopleAsync(25, null, null, "page-ignored=1");

        var pages = await served.PagesAsync(start, most: 6);

        Assert.Equal(6, pages.Count);
        Assert.All(pages, page => Assert.Equal(Enumerable.Range(1, 10).Select(i => $"{i}"), Served.Ids([page])));
        Assert.All(pages, page => Assert.Equal(1, page.GetProperty("page").GetInt32()));
        Assert.Equal(6, pages.Select(page => page.GetProperty("next").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_duplicated_page_comes_twice_and_loses_nothing()
    {
        await using var served = await Served.PeopleAsync(25, null, null, "duplicate-page=1");

        var pages = await served.PagesAsync("/people?_per_page=10");

        Assert.Equal([10, 20, 15], pages.Select(page => page.GetProperty("items").GetArrayLength()));
        Assert.Equal(25, Served.Ids(pages).Distinct().Count());
    }

    [Fact]
    public async Task A_wrong_total_is_one_too_many()
    {
        await using var served = await Served.PeopleAsync(25, null, null, "total-wrong=1");

        Assert.Equal(26, (await served.GetAsync("/people")).GetProperty("total").GetInt32());
    }
}
