using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Http;

public sealed class FilterTests
{
    [Theory]
    [InlineData("team=red", "1,3,5,7,9,11")]
    [InlineData("team=red&id=3", "3")]
    [InlineData("team=red&id=4", "")]
    [InlineData("score=", "5,10")]
    [InlineData("name=Zo%C3%AB%202", "2")]
    [InlineData("name=Zo%C3%AB+2", "2")]
    [InlineData("team=red,blue", "")]
    [InlineData("id__in=3,12,99,1", "1,3,12")]
    [InlineData("id__in=3", "3")]
    [InlineData("id__in=3,3", "3")]
    [InlineData("id__in=3,12&id__gt=5", "12")]
    [InlineData("id=3&id__gt=5", "")]
    [InlineData("id__in=12,&team=red", "")]
    [InlineData("id__lt=3", "1,2")]
    [InlineData("id__lte=3", "1,2,3")]
    [InlineData("id__gt=9&team=red", "11")]
    [InlineData("id__gte=9", "9,10,11,12")]
    [InlineData("id__gte=3&id__lt=5", "3,4")]
    [InlineData("score__gte=0&id__gt=3&id__lt=7", "4,6")]
    [InlineData("team__gt=blue&id__lt=4", "1,3")]
    public async Task Filters_select_rows(string query, string ids)
    {
        await using var served = await Served.PeopleAsync(12);

        var page = await served.GetAsync("/people?" + query);

        Assert.Equal(ids, string.Join(',', Served.Ids([page])));
    }

    [Fact]
    public async Task Distinct_gives_each_value_once_in_order_of_appearance()
    {
        await using var served = await Served.PeopleAsync(12);

        var page = await served.GetAsync("/people?_distinct=team&_per_page=1");

        Assert.Equal("""[{"team":"red"}]""", page.GetProperty("items").GetRawText());
        Assert.Equal((2, 2), (page.GetProperty("total").GetInt32(), page.GetProperty("pages").GetInt32()));
    }

    [Fact]
    public async Task Columns_that_are_named_are_served_alone_in_their_order()
    {
        await using var served = await Served.PeopleAsync(12);

        var page = await served.GetAsync("/people?_columns=team,id&id__lte=2");

        Assert.Equal("""[{"team":"red","id":"1"},{"team":"blue","id":"2"}]""", page.GetProperty("items").GetRawText());
        Assert.Equal(2, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_filter_that_finds_all_rows_does_not_hide_the_next_one()
    {
        await using var served = await Served.PeopleAsync(1);

        Assert.Equal(0, (await served.GetAsync("/people?team=red&id=2")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await served.GetAsync("/people?id=2&team=red")).GetProperty("total").GetInt32());
    }
}
