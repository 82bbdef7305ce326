using ActorBackfill.Connectors.Sinks;
using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Ports;

namespace ActorBackfill.Connectors.Tests.Sinks;

/// <summary>What becomes of rows that only the database refuses.</summary>
public abstract partial class SinkConformance
{
    private static readonly object?[] Good = Some.Row("a", "Ann"), Negative = Some.Row("b", "Ben", -1), Nameless = Some.Row("c", null), Twin = Some.Row("d", "Ann");

    [SkippableFact]
    public void C42_Rows_that_the_database_refuses_are_set_aside_and_the_others_committed()
    {
        using var sink = Strict();
        using var writer = sink.OpenWriter();

        var result = writer.Commit([Some.Unit(1, Some.Row("x", "Xenia")), Rejecting(2, Good, Negative, Nameless, Twin), Some.Unit(3, Some.Row("y", "Yann"))], 0);

        var kept = Some.Unit(2, Good);
        Assert.Empty(result.Refused);
        Assert.Equal(3, result.Rejected);
        Assert.Equal((2L, 1, 3), Assert.Single(result.Trimmed) is var trimmed ? (trimmed.Unit.Ordinal, trimmed.RowCount, trimmed.RefusedRows) : default);
        Assert.Equal(
            new SettledUnit(2, UnitOutcome.Done, 1, 1, 7, kept.Hash.Fingerprint), Assert.Single(result.Commits.SelectMany(c => c.Unpack()), u => u.Ordinal == 2));
        Assert.Equal(["a|Ann|1|29.5|race=000002", "x|Xenia|1|29.5|race=000001", "y|Yann|1|29.5|race=000003"], Rows(sink));
        Assert.Equal((1L, kept.Hash), sink.Ledger.Units().Single(u => u.Key == Some.Key(2)) is var row ? (row.Rows, row.Hash) : default);
        Assert.True(SinkVerifier.Verify(sink).IsEqual);
        Assert.Equal(
            ["{\"id\":\"b\",\"name\":\"Ben\",\"rug\":-1,\"time\":29.5,\"fetched\":\"now\"}", "{\"id\":\"c\",\"name\":null,\"rug\":1,\"time\":29.5,\"fetched\":\"now\"}", "{\"id\":\"d\",\"name\":\"Ann\",\"rug\":1,\"time\":29.5,\"fetched\":\"now\"}"],
            Rejects(sink).Select(r => r["row"]));
        Assert.Equal("name", Rejects(sink)[1]["column"]);
        Assert.All(Rejects(sink), r => Assert.Contains("constraint", (string)r["reason"]!, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void C42_A_row_that_the_database_refuses_fails_its_unit_unless_the_job_says_otherwise()
    {
        using var sink = Strict();
        using var writer = sink.OpenWriter();

        var result = writer.Commit([Rejecting(1, Good, Negative) with { Policy = new RowPolicy() }, Some.Unit(2, Some.Row("x", "Xenia"))], 0);

        Assert.Equal((1L, FailureCategory.InvalidData), Assert.Single(result.Refused) is var refused ? (refused.Result.Unit.Ordinal, refused.Error.Category) : default);
        Assert.Equal((0L, 0), (result.Rejected, result.Trimmed.Length));
        Assert.Equal(["x|Xenia|1|29.5|race=000002"], Rows(sink));
    }

    [SkippableFact]
    public void C42_More_refused_rows_than_allowed_fail_the_unit_and_nothing_of_it_is_written()
    {
        using var sink = Strict();
        using var writer = sink.OpenWriter();
        var half = new RowPolicy { BadRows = BadRows.RejectRow, MaxRejectPercent = 50 };

        var taken = writer.Commit([Rejecting(1, Good, Negative) with { Policy = half }], 0);
        var result = writer.Commit([Rejecting(2, Some.Row("e", "Eve"), Negative, Nameless) with { Policy = half, }], 0);

        Assert.Equal(1, taken.Rejected);
        Assert.Contains("2 of 3 rows cannot be taken, more than max-rejects = 50%", Assert.Single(result.Refused).Error.Message, StringComparison.Ordinal);
        Assert.Equal(["a|Ann|1|29.5|race=000001"], Rows(sink));
        Assert.Equal([Some.Key(1)], Rejects(sink).Select(r => r["unit"]));
    }

    [SkippableFact]
    public void A_unit_of_refused_rows_only_is_empty_and_its_rejects_give_way_when_it_runs_again()
    {
        using var sink = Strict();
        using var writer = sink.OpenWriter();

        var first = writer.Commit([Rejecting(1, Negative)], 0);
        var again = writer.Commit([Rejecting(1, Good, Nameless).Replacing()], 0);

        Assert.Equal(UnitOutcome.Empty, Assert.Single(first.Commits[0].Unpack()).Outcome);
        Assert.Equal(1, again.Rejected);
        Assert.Equal(["c"], Rejects(sink).Select(r => System.Text.Json.JsonDocument.Parse((string)r["row"]!).RootElement.GetProperty("id").GetString()));
        Assert.Equal(["a|Ann|1|29.5|race=000001"], Rows(sink));
        Assert.True(SinkVerifier.Verify(sink).IsEqual);
    }

    [SkippableFact]
    public void Rows_that_change_hands_do_so_when_others_of_their_unit_are_refused()
    {
        using var sink = Strict();
        using var writer = sink.OpenWriter();
        writer.Commit([Some.Unit(1, Some.Row("a", "Ann"), Some.Row("x", "Xenia"))], 0);

        // Twin comes before the row whose name it has moves on: its own half is refused, whatever comes after it.
        var result = writer.Commit([Rejecting(2, Some.Row("n", "New"), Some.Row("x", "Xaver"), Twin, Some.Row("o", "Old"), Negative, Some.Row("p", "Pia"))], 0);

        Assert.Equal((0, 2L), (result.Refused.Length, result.Rejected));
        Assert.Equal(
            ["a|Ann|1|29.5|race=000001", "n|New|1|29.5|race=000002", "o|Old|1|29.5|race=000002", "p|Pia|1|29.5|race=000002", "x|Xaver|1|29.5|race=000002"], Rows(sink));
        Assert.Equal([1L, 4L], sink.Ledger.Units().Select(u => u.Rows));
        Assert.True(SinkVerifier.Verify(sink).IsEqual);
    }

    [SkippableFact]
    public void A_few_refused_rows_are_found_among_thousands()
    {
        using var sink = Strict();
        using var writer = sink.OpenWriter();
        object?[][] rows = [.. Enumerable.Range(0, 12_000).Select(i => Some.Row($"r{i:D6}", i == 11_999 ? null : $"name {(i == 7_000 ? 6_999 : i)}", i == 0 ? -1 : 1))];

        var result = writer.Commit([Rejecting(1, rows)], 0);

        Assert.Equal((0, 3L), (result.Refused.Length, result.Rejected));
        Assert.Equal(["r000000", "r007000", "r011999"], Rejects(sink).Select(r => ((string)r["row"]!)[7..14]));
        Assert.Equal((11_997L, true), SinkVerifier.Verify(sink) is var verified ? (verified.Sink.Rows, verified.IsEqual) : default);
    }

    [SkippableFact]
    public void C36_An_unknown_commit_of_a_trimmed_unit_is_counted_once()
    {
        using var sink = Strict(CommitFault.ThrowsAfterCommitting);
        using var writer = sink.OpenWriter();

        var result = writer.Commit([Rejecting(1, Good, Negative)], 0);

        Assert.Equal((1, 1L, 1), (result.Commits.Length, result.Rejected, result.Trimmed.Length));
        Assert.Single(Rejects(sink));
        Assert.True(SinkVerifier.Verify(sink).IsEqual);
    }

    private static UnitResult Rejecting(long ordinal, params object?[][] rows) =>
        Some.Unit(ordinal, rows) with { Policy = new RowPolicy { BadRows = BadRows.RejectRow, MaxRejectPercent = 100 } };

    private static IReadOnlyList<IReadOnlyDictionary<string, object?>> Rejects(ISinkStore sink)
    {
        using var reader = sink.OpenReader();
        return reader.Query("SELECT unit, \"column\", reason, row FROM backfill_reject ORDER BY row");
    }

    private ISinkStore Strict(CommitFault first = CommitFault.None)
    {
        Execute(
            "CREATE TABLE results (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, rug BIGINT CHECK (rug > 0), time DOUBLE PRECISION, fetched TEXT, "
            + "_unit TEXT NOT NULL, _job BIGINT NOT NULL)");
        var sink = Open(first);
        sink.Ledger.Claim(Some.RunA);
        return sink;
    }
}
