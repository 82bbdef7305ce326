using System.Text.Json;
using ActorBackfill.Domain.Items;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Domain.Rows;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Engine.Tests.Working;

public sealed class UnitRowsTests
{
    private static readonly TableDefinition Table = new("t", [new("id", "id"), new("n", "n", ColumnType.Real), new("s", "s")], ["id"]);

    public static TheoryData<object?, object?, string> Bad => new()
    {
        { double.NaN, "a", "n" }, { "x", "a", "n" }, { 1.5, "a\0b", "s" }, { 1.5, "a\ud800b", "s" }, { 1.5, new string('\0', 30_000), "s" },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void C42_A_record_that_makes_no_row_is_set_aside_with_its_values_or_fails_the_unit(object? n, object? s, string column)
    {
        var bad = new Domain.Rows.Record { ["id"] = "2", ["n"] = n, ["s"] = s };
        Assert.Equal(FailureCategory.InvalidData, Assert.Throws<BackfillException>(() => Rows(BadRows.FailUnit).Add("t", bad)).Category);

        var rows = Rows(BadRows.RejectRow);
        rows.Add("t", new Domain.Rows.Record { ["id"] = "1", ["n"] = 1.5, ["s"] = "a" });
        rows.Add("t", bad);

        Assert.Single(Assert.Single(rows.Tables).Rows);
        var rejected = Assert.Single(rows.Rejected);
        Assert.Equal(("t", column), (rejected.Table, rejected.Column));
        Assert.InRange(rejected.Row.Length, 1, RejectedJson.MaxBytes);
        Assert.Equal("2", JsonElement.Parse(rejected.Row).GetProperty("id").GetString());
    }

    [Fact]
    public void C42_An_item_that_makes_no_row_is_set_aside_as_it_came()
    {
        var rows = Rows(BadRows.RejectRow);
        rows.AddToAll(new Item(JsonElement.Parse("""{"id":"1","n":[1],"s":"ok"}""")));
        rows.AddToAll(new Item(JsonElement.Parse("""{"n":1}""")));

        Assert.Empty(rows.Tables);
        Assert.Equal(["""{"id":"1","n":[1],"s":"ok"}""", """{"id":null,"n":1,"s":null}"""], rows.Rejected.Select(r => r.Row));
        Assert.Equal(["n", "id"], rows.Rejected.Select(r => r.Column));
    }

    [Fact]
    public void C42_Rows_set_aside_take_no_more_than_8_MiB()
    {
        var rows = Rows(BadRows.RejectRow);
        var bad = new Domain.Rows.Record { ["id"] = "2", ["n"] = "x", ["s"] = new string('a', 16_000) };

        var error = Assert.Throws<BackfillException>(() =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                rows.Add("t", bad);
            }
        });

        Assert.Contains("more than fit into 8 MiB", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(95, 5, true)]
    [InlineData(94, 5, false)]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    public void C42_The_share_of_rejected_rows_is_bounded(int taken, int rejected, bool isAllowed)
    {
        var error = Xunit.Record.Exception(() => RejectRules.Check(new RowPolicy(), taken, rejected, "why"));
        Assert.Equal(isAllowed, error is null);
    }

    private static UnitRows Rows(BadRows bad) =>
        new(new PlanUnit(0, 0, "n=1", []), [new RowMapper(Table)]) { Policy = new RowPolicy { BadRows = bad } };
}
