using System.Text.Json;
using ActorBackfill.Domain.Items;

namespace ActorBackfill.Domain.Tests.Items;

public sealed class ItemPathTests
{
    private const string Document = """{"a":{"b":[{"c":1},{"c":2},{"d":3},{"c":null}],"odd name":{"x":5},"n":null,"m":[[1,2],[3]]},"e":[]}""";

    [Theory]
    [InlineData("a.b[*].c", "1 2")]
    [InlineData("a.b[1].c", "2")]
    [InlineData("a.b[9].c", "")]
    [InlineData("a.\"odd name\".x", "5")]
    [InlineData("a.m[*][*]", "1 2 3")]
    [InlineData("a.m[1][0]", "3")]
    [InlineData("a.n", "")]
    [InlineData("a.n.x", "")]
    [InlineData("a.b.c", "")]
    [InlineData("e[*]", "")]
    [InlineData("a[*]", "")]
    [InlineData("missing", "")]
    [InlineData("^a", "")]
    public void A_path_leads_to_its_values_in_their_order(string path, string values) =>
        Assert.Equal(values, string.Join(' ', ItemPath.Parse(path).Select(Root()).Select(i => i.Value.GetRawText())));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    public void The_empty_path_is_the_item_itself(string path) => Assert.Equal(JsonValueKind.Object, ItemPath.Parse(path).Find(Root())!.Value.ValueKind);

    [Fact]
    public void The_parent_is_the_value_that_holds_the_array()
    {
        var root = new Item(JsonElement.Parse("""{"day":1,"meetings":[{"id":7,"races":[{"no":1},{"no":2}]}]}"""));
        var races = ItemPath.Parse("meetings[*].races[*]").Select(root).ToList();
        Assert.Equal(["7", "7"], races.Select(r => ItemPath.Parse("^.id").Find(r)!.Value.GetRawText()));
        Assert.Equal("1", ItemPath.Parse("^^.day").Find(races[0])!.Value.GetRawText());
        Assert.Equal("2", ItemPath.Parse("^races[1].no").Find(races[0])!.Value.GetRawText());
        Assert.Null(ItemPath.Parse("^^^.day").Find(races[0]));
    }

    [Fact]
    public void A_value_of_the_unit_is_asked_of_the_unit()
    {
        Assert.Equal("date", ItemPath.Parse("$unit.date").UnitValue);
        Assert.Equal(("x", null, null, null), (ItemPath.Parse("x").SingleName, ItemPath.Parse("x.y").SingleName, ItemPath.Parse("^x").SingleName, ItemPath.Parse("$unit.x").SingleName));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a.n", true)]
    [InlineData("a.n.x", false)]
    [InlineData("a.x", false)]
    [InlineData("a.b[*].zzz", true)]
    [InlineData("a.n[*]", true)]
    [InlineData("a[*]", false)]
    [InlineData("e[*]", true)]
    [InlineData("a.b[7]", false)]
    public void A_place_is_there_when_it_is_null_or_empty_and_not_when_it_is_missing(string path, bool isThere) => Assert.Equal(isThere, ItemPath.Parse(path).IsIn(Root()));

    [Theory]
    [InlineData("a[", "'[' at 2 is not closed")]
    [InlineData("a[x]", "'[x]' at 2 is neither [*] nor a position")]
    [InlineData("a[-1]", "'[-1]' at 2 is neither [*] nor a position")]
    [InlineData("a.\"b", "'\"' at 3 is not closed")]
    [InlineData("a..b", "a name is missing at 3")]
    [InlineData("$unit.", "$unit. needs a name")]
    public void What_is_no_path_is_refused_with_its_place(string path, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ItemPath.Parse(path)).Message);

    private static Item Root() => new(JsonElement.Parse(Document));
}
