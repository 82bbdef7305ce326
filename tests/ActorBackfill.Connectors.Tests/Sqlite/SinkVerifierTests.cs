using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Connectors.Tests.Sinks;
using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Connectors.Tests.Sqlite;

public sealed class SinkVerifierTests : IDisposable
{
    private static readonly TableDefinition Dogs = new("dogs", [new ColumnDefinition("dog", "dog"), new ColumnDefinition("born", "born", ColumnType.Integer)], ["dog"]);

    private readonly TestFolder _folder = new();

    private string Sink => _folder["sink.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ledger_and_sink_are_equal_after_commits()
    {
        using var sink = Filled();

        var verified = SinkVerifier.Verify(sink);

        Assert.True(verified.IsEqual);
        Assert.True(verified.IsByUnit);
        Assert.Equal((4, 4), (verified.Units, verified.Sink.Rows));
        Assert.Equal(verified.Ledger, verified.Sink);
        Assert.Equal([("results", 3L), ("dogs", 1L)], verified.Tables.Select(t => (t.Table, t.Content.Rows)));
    }

    [Theory]
    [InlineData("DELETE FROM results WHERE id = 'r2'", "the ledger says 1 rows, the sink has 0")]
    [InlineData("UPDATE results SET rug = 99 WHERE id = 'r2'", "as many rows as the ledger says, with other content")]
    [InlineData("UPDATE results SET time = '29.50 s' WHERE id = 'r2'", "as many rows as the ledger says, with other content")]
    [InlineData("INSERT INTO results VALUES ('x', 'y', 1, 1, '', 'race=000002', 1)", "the ledger says 1 rows, the sink has 2")]
    [InlineData("DELETE FROM backfill_ledger WHERE unit = 'race=000002'", "1 rows of a unit that the ledger does not have")]
    public void A_change_behind_our_back_is_found_and_its_unit_named(string change, string reason)
    {
        using var sink = Filled();
        TestDatabase.Execute(Sink, change);

        var verified = SinkVerifier.Verify(sink);

        Assert.False(verified.IsEqual);
        var difference = Assert.Single(verified.Differences);
        Assert.Equal((Some.Key(2), reason), (difference.Unit, difference.Reason));
    }

    [Fact]
    public void A_volatile_column_and_the_order_of_rows_do_not_count()
    {
        using var sink = Filled();
        var before = SinkVerifier.Verify(sink).Sink;
        TestDatabase.Execute(Sink, "UPDATE results SET fetched = 'later'; UPDATE results SET rowid = 100 - rowid");

        Assert.Equal(before, SinkVerifier.Verify(sink).Sink);
    }

    [Fact]
    public void Differences_are_counted_beyond_those_that_are_named()
    {
        using var sink = Filled();
        TestDatabase.Execute(Sink, "DELETE FROM results");

        var verified = SinkVerifier.Verify(sink, maxDifferences: 1);

        Assert.Equal((1, 3), (verified.Differences.Length, verified.DifferenceCount));
    }

    private SqliteSink Filled()
    {
        var sink = SqliteSink.Open(new SqliteSinkDefinition(Sink, [Some.Results, Dogs]), Some.Job, SinkOpenMode.CreateOrOpen);
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1), Some.Unit(2), Some.Unit(3), Some.Of(Dogs, 4, ["Rex", null])], 0);
        return sink;
    }
}
