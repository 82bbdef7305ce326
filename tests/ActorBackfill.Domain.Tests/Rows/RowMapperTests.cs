using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Domain.Tests.Rows;

public sealed class RowMapperTests
{
    private static readonly PlanUnit Unit = new(0, 0, "date=2025-09-15", [new("date", "2025-09-15")]);

    private static readonly RowMapper Mapper = new(new TableDefinition(
        "races",
        [new("track", "^.name"), new("no", "no", ColumnType.Integer), new("date", "$unit.date", ColumnType.Date), new("winner", "runners[0].name")],
        ["track", "no"]));

    [Fact]
    public void Columns_take_their_values_from_item_parent_and_unit()
    {
        var item = new Item(JsonElement.Parse("""{"no":3,"runners":[{"name":"Ada"}]}"""), new Item(JsonElement.Parse("""{"name":"Ipswich"}""")));
        Assert.Equal<object?>(["Ipswich", 3L, "2025-09-15", "Ada"], Mapper.Map(item, Unit));
    }

    [Fact]
    public void A_value_that_is_not_there_is_NULL_but_not_in_a_key()
    {
        var parent = new Item(JsonElement.Parse("""{"name":"Ipswich"}"""));
        Assert.Null(Mapper.Map(new Item(JsonElement.Parse("""{"no":3}"""), parent), Unit)[3]);
        var e = Assert.Throws<BackfillException>(() => Mapper.Map(new Item(JsonElement.Parse("{}"), parent), Unit));
        Assert.Equal("races.no is part of the key and is NULL", e.Message);
    }

    [Fact]
    public void A_record_is_asked_by_single_names()
    {
        var mapper = new RowMapper(new TableDefinition("t", [new("a", "x"), new("b", "y.z"), new("d", "$unit.date")], ["a"]));
        Assert.Equal<object?>(["1", null, "2025-09-15"], mapper.Map(new Domain.Rows.Record { ["x"] = "1", ["y.z"] = "2" }, Unit));
    }

    [Fact]
    public void Keys_are_compared_by_value()
    {
        var table = Mapper.Table;
        Assert.Equal(RowKey.Of(table, ["a", 1L, null, null]), RowKey.Of(table, [string.Concat("", "a"), 1L, "x", "y"]));
        Assert.True(RowKey.Of(table, ["a", 1L, null, null]) != RowKey.Of(table, ["a", 2L, null, null]));
        Assert.NotEqual(RowKey.Of(table, ["a", 1L, null, null]), RowKey.Of(table, ["a", 1.0, null, null]));
    }
}
