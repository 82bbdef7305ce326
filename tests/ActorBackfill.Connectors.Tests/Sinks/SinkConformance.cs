using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Sinks;

/// <summary>What happens to one COMMIT.</summary>
public enum CommitFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It throws, and the transaction is in the database.</summary>
    ThrowsAfterCommitting,

    /// <summary>It throws, and the transaction is gone.</summary>
    ThrowsWithoutCommitting,
}

/// <summary>What every sink must do; a database supplies a fresh one and a way to make one COMMIT fail.</summary>
public abstract partial class SinkConformance
{
    /// <summary>Opens the test's own sink, the same at each call.</summary>
    protected abstract ISinkStore Open(CommitFault first = CommitFault.None, params TableDefinition[] tables);

    /// <summary>Does something to the sink as another program would.</summary>
    protected abstract void Execute(string sql);

    [SkippableFact]
    public void A_sink_without_the_job_has_no_position()
    {
        using var sink = Open();

        Assert.Null(sink.Ledger.Position());
        Assert.Empty(sink.Ledger.CommitsAfter(0));
        Assert.Empty(sink.Ledger.Units());
        Assert.Null(sink.Ledger.ChainAt(1));
    }

    [SkippableFact]
    public void A_claim_creates_the_job_and_keeps_sink_and_counter_when_repeated()
    {
        using var sink = Open();
        var first = sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1)], 0);

        var second = sink.Ledger.Claim(Some.RunB);

        Assert.Equal((0, null, 0), (first.LastN, first.Chain, first.Units));
        Assert.Equal((first.SinkId, Some.RunB, 1, 1), (second.SinkId, second.RunId, second.LastN, second.Units));
        Assert.Equal(second, sink.Ledger.Position());
    }

    [SkippableFact]
    public void A_commit_holds_ledger_rows_outbox_and_counter()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        var unit = Some.Unit(7, Some.Row("x", "Ann", 3, 29.5), Some.Row("y", null, null, null));

        var result = writer.Commit([unit, Some.Empty(8)], 0);

        var commit = Assert.Single(result.Commits);
        Assert.Equal((1, Some.RunA), (commit.N, commit.RunId));
        Assert.Equal(CommitChain.Next(null, commit), commit.Chain);
        Assert.Equal(
            [new SettledUnit(7, UnitOutcome.Done, 1, 2, 7, unit.Hash.Fingerprint), new SettledUnit(8, UnitOutcome.Empty, 1, 0, 7, 0)], commit.Unpack());
        Assert.Equal([new LedgerUnit(Some.Key(7), 1, 1, 2, unit.Hash), new LedgerUnit(Some.Key(8), 1, 1, 0, default)], sink.Ledger.Units());
        Assert.Equal([new OutboxCommit(1, commit.Chain!, commit)], sink.Ledger.CommitsAfter(0));
        Assert.Equal((1, commit.Chain), (sink.Ledger.Position()!.LastN, sink.Ledger.Position()!.Chain));
        Assert.Equal(["x|Ann|3|29.5|race=000007", "y||||race=000007"], Rows(sink));
    }

    [SkippableFact]
    public void The_chain_goes_from_commit_to_commit()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        var first = writer.Commit([Some.Unit(1)], 0).Commits[0];
        var second = writer.Commit([Some.Unit(2)], 0).Commits[0];

        Assert.Equal(CommitChain.Next(first.Chain, second), second.Chain);
        Assert.Equal(first.Chain, sink.Ledger.ChainAt(1));
        Assert.Equal([2], sink.Ledger.CommitsAfter(1).Select(c => c.N));
    }

    [SkippableFact]
    public void Another_run_is_refused_before_anything_is_written()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1)], 0);
        using var other = Open();
        other.Ledger.Claim(Some.RunB);

        Assert.Throws<FenceLostException>(() => writer.Commit([Some.Unit(2)], 0));

        Assert.Equal([Some.Key(1)], sink.Ledger.Units().Select(u => u.Key));
        Assert.Equal(1, sink.Ledger.Position()!.LastN);
        Assert.Single(Rows(sink));
    }

    [SkippableFact]
    public void A_unit_in_the_ledger_is_passed_over_with_its_rows()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1, Some.Row("a", "first"))], 0);

        var result = writer.Commit([Some.Unit(1, Some.Row("a", "second"), Some.Row("b")), Some.Unit(2)], 0);

        Assert.Equal([Some.Key(1)], result.AlreadySettled.Select(u => u.Unit.Key));
        Assert.Equal([2L], Assert.Single(result.Commits).Unpack().Select(u => u.Ordinal));
        Assert.Equal(["a|first|1|29.5|race=000001", "r2|Ann|1|29.5|race=000002"], Rows(sink));
    }

    [SkippableFact]
    public void A_group_of_settled_units_only_makes_no_commit()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1)], 0);

        var result = writer.Commit([Some.Unit(1)], 0);

        Assert.Empty(result.Commits);
        Assert.Single(result.AlreadySettled);
        Assert.Equal(1, sink.Ledger.Position()!.LastN);
    }

    [SkippableFact]
    public void A_replaced_unit_leaves_nothing_of_its_old_rows()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1, Some.Row("a"), Some.Row("b")), Some.Unit(2)], 0);
        var again = Some.Unit(1, Some.Row("b", "new"), Some.Row("c")) with { Attempt = 3, Replaces = true };

        var result = writer.Commit([again, Some.Unit(3).Replacing()], 0);

        Assert.Equal([1L, 3L], Assert.Single(result.Commits).Unpack().Select(u => u.Ordinal));
        Assert.Equal(["b|new|1|29.5|race=000001", "c|Ann|1|29.5|race=000001", "r2|Ann|1|29.5|race=000002", "r3|Ann|1|29.5|race=000003"], Rows(sink));
        Assert.Equal(new LedgerUnit(Some.Key(1), 2, 3, 2, again.Hash), sink.Ledger.Units().First());
    }

    [SkippableFact]
    public void C42_Only_the_unit_at_fault_fails()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        var group = Enumerable.Range(0, 20).Select(i => i == 13 ? Some.Unit(i, Some.Row("ok"), Some.Row("nul\0byte")) : Some.Unit(i)).ToList();

        var result = writer.Commit(group, 0);

        var refused = Assert.Single(result.Refused);
        Assert.Equal(Some.Key(13), refused.Result.Unit.Key);
        Assert.Equal(FailureCategory.InvalidData, refused.Error.Category);
        Assert.Contains("results.id of row 2", refused.Error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 20).Where(i => i != 13).Select(i => (long)i), result.Commits.SelectMany(c => c.Unpack()).Select(u => u.Ordinal));
        Assert.Equal(Enumerable.Range(1, result.Commits.Length).Select(n => (long)n), result.Commits.Select(c => c.N));
        Assert.Equal(19, Rows(sink).Count);
        Assert.Equal(19, sink.Ledger.Position()!.Units);
    }

    [SkippableTheory]
    [InlineData(CommitFault.ThrowsAfterCommitting)]
    [InlineData(CommitFault.ThrowsWithoutCommitting)]
    public void An_unknown_commit_is_looked_up_and_counted_once(CommitFault fault)
    {
        using var sink = Open(fault);
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        var results = new List<CommitResult>();
        try
        {
            results.Add(writer.Commit([Some.Unit(1), Some.Unit(2)], 0));
        }
        catch (BackfillException e) when (e.Category == FailureCategory.SinkUnavailable)
        {
            results.Add(writer.Commit([Some.Unit(1), Some.Unit(2)], 0));
        }

        results.Add(writer.Commit([Some.Unit(3)], 0));

        var commits = results.SelectMany(r => r.Commits).ToList();
        Assert.Equal([1L, 2L], commits.Select(c => c.N));
        Assert.Equal([1L, 2L, 3L], commits.SelectMany(c => c.Unpack()).Select(u => u.Ordinal));
        Assert.Empty(results.SelectMany(r => r.AlreadySettled));
        Assert.Equal(3, Rows(sink).Count);
        Assert.Equal(commits[1].Chain, sink.Ledger.Position()!.Chain);
    }

    [SkippableFact]
    public void Events_that_the_journal_has_are_emptied()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1)], 0);
        writer.Commit([Some.Unit(2)], 0);
        writer.Commit([Some.Unit(3)], 1);

        Assert.Equal([true, false, false], sink.Ledger.CommitsAfter(0).Select(c => c.Event is null));

        writer.Commit([Some.Unit(4)], 3);

        Assert.Equal([true, true, true, false], sink.Ledger.CommitsAfter(0).Select(c => c.Event is null));
    }

    [SkippableFact]
    public void A_group_may_not_be_empty_or_too_large()
    {
        using var sink = Open();
        sink.Ledger.Claim(Some.RunA);
        using var writer = sink.OpenWriter();

        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Commit([], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Commit([.. Enumerable.Range(0, 1001).Select(i => Some.Unit(i))], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Commit([Some.Unit(1) with { SizeBytes = 9 << 20 }, Some.Unit(2)], 0));
    }

    [SkippableFact]
    public void A_writer_needs_a_claim()
    {
        using var sink = Open();
        using var writer = sink.OpenWriter();

        Assert.Throws<InvalidOperationException>(() => writer.Commit([Some.Unit(1)], 0));
    }

    /// <summary>Gets the rows of <c>results</c> by key, columns joined by <c>|</c>.</summary>
    protected static IReadOnlyList<string> Rows(ISink sink)
    {
        using var reader = sink.OpenReader();
        return [.. reader.Query("SELECT id, name, rug, time, _unit FROM results ORDER BY id")
            .Select(r => string.Join('|', r.Values.Select(v => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture))))];
    }
}
