using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Domain.Rows;

namespace ActorBackfill.Connectors.Tests.Sinks;

/// <summary>Tables of the user's own, rows set aside, units that are there already, many rows, and the sink as a whole.</summary>
public abstract partial class SinkConformance
{
    private static readonly TableDefinition Dogs = new("dogs", [new ColumnDefinition("dog", "dog"), new ColumnDefinition("born", "born", ColumnType.Integer)], ["dog"]);

    [SkippableFact]
    public void Ledger_and_tables_are_equal_after_commits()
    {
        using var sink = Filled();

        var verified = SinkVerifier.Verify(sink);

        Assert.True(verified.IsEqual && verified.IsByUnit);
        Assert.Equal((4, 4), (verified.Units, verified.Sink.Rows));
        Assert.Equal(verified.Ledger, verified.Sink);
        Assert.Equal([("results", 3L), ("dogs", 1L)], verified.Tables.Select(t => (t.Table, t.Content.Rows)));
    }

    [SkippableTheory]
    [InlineData("DELETE FROM results WHERE id = 'r2'", "the ledger says 1 rows, the sink has 0")]
    [InlineData("UPDATE results SET rug = 99 WHERE id = 'r2'", "as many rows as the ledger says, with other content")]
    [InlineData("INSERT INTO results VALUES ('x', 'y', 1, 1, '', 'race=000002', 1)", "the ledger says 1 rows, the sink has 2")]
    [InlineData("DELETE FROM backfill_ledger WHERE unit = 'race=000002'", "1 rows of a unit that the ledger does not have")]
    public void A_change_behind_our_back_is_found_and_its_unit_named(string change, string reason)
    {
        using var sink = Filled();
        Execute(change);

        var difference = Assert.Single(SinkVerifier.Verify(sink).Differences);

        Assert.Equal((Some.Key(2), reason), (difference.Unit, difference.Reason));
    }

    [SkippableFact]
    public void A_volatile_column_does_not_count()
    {
        using var sink = Filled();
        var before = SinkVerifier.Verify(sink).Sink;
        Execute("UPDATE results SET fetched = 'later'");

        Assert.Equal(before, SinkVerifier.Verify(sink).Sink);
    }

    [SkippableFact]
    public void A_table_of_the_users_own_takes_upserts_and_is_verified_as_a_whole()
    {
        Execute("CREATE TABLE results (id TEXT PRIMARY KEY, name TEXT, rug NUMERIC, time NUMERIC, fetched TEXT, note TEXT DEFAULT 'n')");
        Execute("INSERT INTO results (id, name) VALUES ('a', 'old')");
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        var unit = Some.Unit(1, Some.Row("a", "new", 1, 2.0), Some.Row("b"));

        writer.Commit([unit], 0);
        writer.Commit([unit.Replacing()], 0);

        var verified = SinkVerifier.Verify(sink);
        Assert.False(verified.IsByUnit);
        Assert.Equal(["results"], sink.TablesWithoutUnits);
        Assert.Equal(new ContentTotal(2, unit.Hash), verified.Sink);
        Assert.Equal(verified.Sink, verified.Ledger);
    }

    [SkippableFact]
    public void A_table_that_does_not_fit_is_refused_with_every_difference()
    {
        Execute("CREATE TABLE results (id TEXT, name INTEGER, time TEXT, fetched TEXT, note TEXT NOT NULL)");

        var error = Assert.Throws<Engine.Ports.SinkUnusableException>(() => Open());

        foreach (var part in new[] { "results.name is declared", "results.rug is missing", "results.time is declared", "no unique index on its key (id)", "results.note must not be NULL" })
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public void A_constraint_of_the_users_own_fails_only_the_unit_that_breaks_it()
    {
        Execute("CREATE TABLE results (id TEXT PRIMARY KEY, name TEXT, rug INTEGER CHECK (rug < 9), time NUMERIC, fetched TEXT)");
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        var result = writer.Commit([Some.Unit(1), Some.Unit(2, Some.Row("bad", rug: 9)), Some.Unit(3)], 0);

        Assert.Equal((2L, FailureCategory.InvalidData), (Assert.Single(result.Refused).Result.Unit.Ordinal, result.Refused[0].Error.Category));
        Assert.Equal([Some.Key(1), Some.Key(3)], sink.Ledger.Units().Select(u => u.Key));
    }

    [SkippableFact]
    public void A_constraint_that_is_checked_at_commit_fails_only_its_unit()
    {
        Execute("CREATE TABLE dogs (name TEXT PRIMARY KEY)");
        Execute("INSERT INTO dogs VALUES ('Ann')");
        Execute("CREATE TABLE results (id TEXT PRIMARY KEY, name TEXT REFERENCES dogs (name) DEFERRABLE INITIALLY DEFERRED, rug INTEGER, time NUMERIC, fetched TEXT)");
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        var result = writer.Commit([Some.Unit(1), Some.Unit(2, Some.Row("x", "Nobody")), Some.Unit(3)], 0);

        Assert.Equal(2L, Assert.Single(result.Refused).Result.Unit.Ordinal);
        Assert.Equal([1L, 3L], result.Commits.SelectMany(c => c.Unpack()).Select(u => u.Ordinal));
    }

    [SkippableFact]
    public void C41_A_table_dropped_while_the_run_goes_on_fails_units_by_schema()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1)], 0);
        Execute("DROP TABLE results");

        var result = writer.Commit([Some.Unit(2), Some.Empty(3)], 0);

        Assert.Equal(FailureCategory.SinkSchema, Assert.Single(result.Refused).Error.Category);
        Assert.Equal([3L], Assert.Single(result.Commits).Unpack().Select(u => u.Ordinal));
    }

    [SkippableFact]
    public void A_ledger_that_is_gone_is_nobodys_fault_but_the_sinks()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        Execute("DROP TABLE backfill_job");

        var error = Assert.Throws<BackfillException>(() => writer.Commit([Some.Unit(1)], 0));

        Assert.Equal((FailureCategory.SinkUnavailable, false), (error.Category, error.CanRetry));
    }

    [SkippableFact]
    public void Rejected_rows_stand_beside_their_unit_and_are_replaced_with_it()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        var bad = new RejectedRow("results", "time", "'29.5\0s' is not a real", "{\"id\":\"x\"}");

        var result = writer.Commit([Some.Unit(1) with { Rejected = [bad, bad with { Column = null }] }, Some.Unit(2) with { Rejected = [bad] }], 0);
        writer.Commit([Some.Unit(1).Replacing()], 0);

        Assert.Equal(3, result.Rejected);
        using var reader = sink.OpenReader();
        var row = Assert.Single(reader.Query("SELECT unit, \"table\", \"column\", reason, row FROM backfill_reject"));
        Assert.Equal([Some.Key(2), "results", "time", "'29.5\uFFFDs' is not a real", "{\"id\":\"x\"}"], row.Values);
    }

    [SkippableFact]
    public void A_unit_whose_rows_are_there_by_now_is_skipped_alone()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        var same = new Engine.Ports.ExistingRows("results", [new("rug", "7")]);

        var result = writer.Commit([Some.Unit(1, Some.Row("a", rug: 7)) with { Unless = same }, Some.Unit(2, Some.Row("b", rug: 7)) with { Unless = same }], 0);

        var refused = Assert.Single(result.Refused);
        Assert.Equal((2L, true), (refused.Result.Unit.Ordinal, refused.Error.Skips));
        Assert.Equal(["a|Ann|7|29.5|race=000001"], Rows(sink));
    }

    [SkippableFact]
    public void Rows_of_one_key_in_one_group_end_as_if_they_had_come_one_after_the_other()
    {
        var table = Some.Results with { Update = ["time"] };
        using var sink = Open(CommitFault.None, table);
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Of(table, 1, Some.Row("a", "first", 1, 1.5))], 0);

        writer.Commit([Some.Of(table, 2, Some.Row("a", "second", 2, 2.5), Some.Row("b", "second")), Some.Of(table, 3, Some.Row("a", "third", 3, 3.5), Some.Row("b", "third", 1, 4.5))], 0);

        Assert.Equal(["a|first|1|3.5|race=000003", "b|second|1|4.5|race=000003"], Rows(sink));
        Assert.Equal([0L, 0L, 2L], sink.Ledger.Units().Select(u => u.Rows));
        Assert.True(SinkVerifier.Verify(sink).IsEqual);
    }

    [SkippableFact]
    public void A_large_unit_comes_whole_and_gives_way_whole()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        object?[][] Many(string name) => [.. Enumerable.Range(0, 12_000).Select(i => Some.Row($"r{i:D6}", i % 7 == 0 ? null : name, i, i / 8.0))];

        writer.Commit([Some.Unit(1, Many("first")), Some.Empty(2)], 0);
        var first = SinkVerifier.Verify(sink);
        var taken = writer.Commit([Some.Unit(3, Many("other"))], 0);
        var second = SinkVerifier.Verify(sink);

        Assert.Empty(taken.Refused);
        Assert.Equal((12_000L, 12_000L), (first.Sink.Rows, second.Sink.Rows));
        Assert.True(first.IsEqual && second.IsEqual);
        Assert.Equal([0L, 0L, 12_000L], sink.Ledger.Units().Select(u => u.Rows));
    }

    private ISinkStore Filled()
    {
        var sink = Open(CommitFault.None, Some.Results, Dogs);
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1), Some.Unit(2), Some.Unit(3), Some.Of(Dogs, 4, ["Rex", null])], 0);
        return sink;
    }
}
