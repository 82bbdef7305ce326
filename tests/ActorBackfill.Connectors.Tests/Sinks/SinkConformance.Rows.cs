using ActorBackfill.Domain.Outcomes;

namespace ActorBackfill.Connectors.Tests.Sinks;

/// <summary>What becomes of values and of rows that exist already.</summary>
public abstract partial class SinkConformance
{
    [SkippableTheory]
    [InlineData('\0')]
    [InlineData('\ud83d')]
    [InlineData('\udc15')]
    public void C43_Text_that_does_not_come_back_as_it_went_in_is_invalid(char bad)
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        var result = writer.Commit([Some.Unit(1, Some.Row("a", $"before{bad}after"))], 0);

        Assert.Equal(FailureCategory.InvalidData, Assert.Single(result.Refused).Error.Category);
        Assert.Empty(Rows(sink));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("it's \"quoted\"; DROP TABLE results; --")]
    [InlineData("\u0001\u001b[31m\r\n\t")]
    [InlineData("🐕 żółw ‮ ")]
    public void Any_other_text_comes_back_as_it_went_in(string text)
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        writer.Commit([Some.Unit(1, Some.Row("a", text, long.MinValue, double.Epsilon))], 0);

        using var reader = sink.OpenReader();
        var row = Assert.Single(reader.Query("SELECT name, rug, time FROM results WHERE name = $name", ("$name", text)));
        Assert.Equal([text, long.MinValue, double.Epsilon], row.Values);
    }

    [SkippableFact]
    public void Columns_that_are_not_updated_keep_their_value()
    {
        var table = Some.Results with { Update = ["time"] };
        using var sink = Open(CommitFault.None, table);
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        writer.Commit([Some.Of(table, 1, Some.Row("a", "first", 1, 1.5))], 0);
        writer.Commit([Some.Of(table, 2, Some.Row("a", "second", 2, 2.5))], 0);

        Assert.Equal(["a|first|1|2.5|race=000002"], Rows(sink));
        var kept = Some.Of(table, 2, Some.Row("a", "first", 1, 2.5));
        Assert.Equal([(0L, default), (1L, kept.Hash)], sink.Ledger.Units().Select(u => (u.Rows, u.Hash)));
    }

    [SkippableFact]
    public void A_row_that_changes_hands_is_counted_where_it_is()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        var mine = Some.Row("own");

        writer.Commit([Some.Unit(1, mine, Some.Row("shared", "first"))], 0);
        writer.Commit([Some.Unit(2, Some.Row("shared", "second"))], 0);

        Assert.Equal(["own|Ann|1|29.5|race=000001", "shared|second|1|29.5|race=000002"], Rows(sink));
        Assert.Equal(
            [(1L, Some.Unit(1, mine).Hash), (1L, Some.Unit(2, Some.Row("shared", "second")).Hash)], sink.Ledger.Units().Select(u => (u.Rows, u.Hash)));
    }

    [SkippableFact]
    public void A_reader_reads_what_is_committed_and_cannot_write()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        using var reader = sink.OpenReader();
        writer.Commit([Some.Unit(1)], 0);

        Assert.Equal("r1", reader.Query("SELECT id FROM results WHERE rug = $rug", ("$rug", 1L))[0]["id"]);
        Assert.Throws<BackfillException>(() => reader.Query("DELETE FROM results"));
        Assert.Throws<BackfillException>(() => reader.Query("SELECT nothing FROM nowhere"));
        Assert.Single(Rows(sink));
    }
}
