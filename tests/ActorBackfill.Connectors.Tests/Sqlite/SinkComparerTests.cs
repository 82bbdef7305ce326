using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Sqlite;

public sealed class SinkComparerTests : IDisposable
{
    private static readonly HashSet<string> Nobody = [];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sinks_filled_in_another_order_and_other_groups_are_equal()
    {
        using var left = Filled("left.db", [Some.Unit(1), Some.Unit(2)], [Some.Empty(3), Some.Unit(4, Some.Row("a"), Some.Row("b"))]);
        using var right = Filled("right.db", [Some.Unit(4, Some.Row("b"), Some.Row("a"))], [Some.Unit(2)], [Some.Empty(3), Some.Unit(1)]);

        var compared = SinkComparer.Compare(left, right, Nobody);

        Assert.True(compared.IsEqual);
        Assert.Equal((4L, 4L, 0L, 0L), (compared.Units, compared.Left.Rows, compared.ChangedUnits, compared.RowCount));
        Assert.Equal(SinkVerifier.Verify(left).Sink, compared.Right);
    }

    [Fact]
    public void Rows_that_differ_are_named_by_table_key_and_column()
    {
        using var left = Filled("left.db", [Some.Unit(1, Some.Row("a", "Ann", 1)), Some.Unit(2, Some.Row("b")), Some.Unit(3, Some.Row("c"))]);
        using var right = Filled("right.db", [Some.Unit(1, Some.Row("a", null, 2)), Some.Unit(2, Some.Row("d")), Some.Unit(3, Some.Row("c"))]);

        var compared = SinkComparer.Compare(left, right, Nobody);

        Assert.False(compared.IsEqual);
        Assert.Equal((3L, 2L), (compared.RowCount, compared.ChangedUnits));
        Assert.Equal(["id=a", "id=b", "id=d"], compared.Rows.Select(r => r.Key));
        Assert.Equal<(string, string?, string?)>([("name", "Ann", null), ("rug", "1", "2")], compared.Rows[0].Columns);
        Assert.Equal((false, true, false), (compared.Rows[0].IsOnlyLeft, compared.Rows[1].IsOnlyLeft, compared.Rows[2].IsOnlyLeft));
        Assert.True(compared.Rows[2].IsOnlyRight);
    }

    [Fact]
    public void A_volatile_column_does_not_count()
    {
        using var left = Filled("left.db", [Some.Unit(1)]);
        using var right = Filled("right.db", [Some.Unit(1)]);
        TestDatabase.Execute(_folder["right.db"], "UPDATE results SET fetched = 'later'");

        Assert.True(SinkComparer.Compare(left, right, Nobody).IsEqual);
    }

    [Fact]
    public void A_unit_that_only_one_sink_has_is_named_and_one_that_is_left_out_is_not()
    {
        using var left = Filled("left.db", [Some.Unit(1), Some.Unit(2), Some.Empty(3)]);
        using var right = Filled("right.db", [Some.Unit(1), Some.Empty(4)]);

        var all = SinkComparer.Compare(left, right, Nobody);
        Assert.Equal<(string, bool)>([(Some.Key(2), true), (Some.Key(3), true), (Some.Key(4), false)], all.Lonely);
        Assert.Equal((3L, 1L, false), (all.LonelyCount, all.RowCount, all.IsEqual));

        var fewer = SinkComparer.Compare(left, right, new HashSet<string> { Some.Key(2), Some.Key(3), Some.Key(4) });
        Assert.True(fewer.IsEqual);
        Assert.Equal((1L, 1L), (fewer.Units, fewer.Left.Rows));
    }

    [Fact]
    public void A_row_that_two_units_write_alike_may_be_carried_by_either()
    {
        using var left = Filled("left.db", [Some.Unit(1, Some.Row("a"))], [Some.Unit(2, Some.Row("a"))]);
        using var right = Filled("right.db", [Some.Unit(2, Some.Row("a"))], [Some.Unit(1, Some.Row("a"))]);

        var compared = SinkComparer.Compare(left, right, Nobody);

        Assert.True(compared.IsEqual);
        Assert.Equal((2L, 1L), (compared.ChangedUnits, compared.Left.Rows));
    }

    [Fact]
    public void Of_many_differences_the_first_are_named_and_all_are_counted()
    {
        using var left = Filled("left.db", [.. Enumerable.Range(1, 300).Select(i => Some.Unit(i, Some.Row($"r{i:D3}", "Ann")))]);
        using var right = Filled("right.db", [.. Enumerable.Range(1, 300).Select(i => Some.Unit(i, Some.Row($"r{i:D3}", "Bea")))]);

        var compared = SinkComparer.Compare(left, right, Nobody, most: 3);

        Assert.Equal(300, compared.RowCount);
        Assert.Equal(["id=r001", "id=r002", "id=r003"], compared.Rows.Select(r => r.Key));
    }

    [Fact]
    public void A_reader_finds_in_the_real_sink_what_the_scratch_sink_lacks_and_cannot_write_there()
    {
        using (Filled("real.db", [Some.Unit(1)]))
        {
            TestDatabase.Execute(_folder["real.db"], "CREATE TABLE prices (dog TEXT, price REAL); INSERT INTO prices VALUES ('Ann', 2.5)");
        }

        var definition = new SqliteSinkDefinition(_folder["scratch.db"], [Some.Results]);
        using var scratch = SqliteSink.Open(definition, Some.Job, SinkOpenMode.CreateOrOpen, new SqliteSinkOptions { AlsoReads = _folder["real.db"] });
        using var reader = scratch.OpenReader();

        Assert.Equal(2.5, reader.Query("SELECT price FROM prices")[0]["price"]);
        Assert.Empty(reader.Query("SELECT id FROM results"));
        Assert.Throws<Domain.Outcomes.BackfillException>(() => reader.Query("INSERT INTO prices VALUES ('Bea', 1)"));
    }

    private SqliteSink Filled(string name, params UnitResult[][] groups)
    {
        var sink = SqliteSink.Open(new SqliteSinkDefinition(_folder[name], [Some.Results]), Some.Job, SinkOpenMode.CreateOrOpen);
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        foreach (var group in groups)
        {
            writer.Commit(group, 0);
        }

        return sink;
    }
}
