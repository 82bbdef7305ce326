using ActorBackfill.Connectors.Sinks;
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

    [Theory]
    [InlineData("UPDATE results SET time = '29.50 s' WHERE id = 'r2'", "as many rows as the ledger says, with other content")]
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
