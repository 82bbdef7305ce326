using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;

namespace ActorBackfill.Engine.Tests.Failing;

/// <summary>Runs that stop by a rule, and units that are set apart.</summary>
public sealed class HaltTests : VirtualRunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task E57_Refused_credentials_stop_the_run_and_fail_no_unit()
    {
        Source.Script = (unit, _, _) => unit.Index < 10
            ? ValueTask.FromResult(ScriptedSource.OneItem(unit))
            : throw new BackfillException(FailureCategory.Auth, "http://a/b answered 401");

        var (result, _) = await EndWithinAsync(Start(Jobs.OfNumbers(500)), Soon);

        Assert.Equal((RunEnd.StoppedByPolicy, 0L), (result.End, result.Progress.Units.Failed));
        Assert.Equal("The source refuses the credentials: http://a/b answered 401", result.Message);
        Assert.True(result.Progress.Units.Open > 400);

        // With the right ones the next run does the rest.
        Source.Script = null;
        Assert.Equal(500, (await EndWithinAsync(Start(Jobs.OfNumbers(500)), Soon)).Result.Progress.Units.Done);
    }

    [Fact]
    public async Task C41_A_sink_whose_tables_refuse_one_unit_after_the_other_stops_the_run()
    {
        Sink.Refuses = r => r.Unit.Index >= 20 ? new BackfillException(FailureCategory.SinkSchema, $"no such column: rows.value (unit {r.Unit.Index})") : null;

        var (result, _) = await EndWithinAsync(Start(Jobs.OfNumbers(1_000, workers: 1)), Soon);

        Assert.Equal(RunEnd.StoppedByPolicy, result.End);
        // What was on its way to the sink by then is refused too; of 980 there is more that was not.
        Assert.InRange(result.Progress.Units.Failed, 5, 900);
        Assert.StartsWith("The sink refused 5 units in a row for the same reason: no such column", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", 4)]
    [InlineData("50%", 20)]
    public async Task A_run_stops_when_more_units_fail_than_are_borne(string most, int atLeast)
    {
        Source.Script = (unit, _, _) => throw new BackfillException(FailureCategory.NotFound, "gone");
        var job = Jobs.OfNumbers(1_000) with { Halt = new HaltDefinition { MaxFailures = FailureLimit.Parse(most) } };

        var (result, _) = await EndWithinAsync(Start(job), Soon);

        Assert.Equal(RunEnd.StoppedByPolicy, result.End);
        Assert.InRange(result.Progress.Units.Failed, atLeast, atLeast + 8);
        Assert.Contains($"more than --max-failures {most}", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_rule_stops_a_run_that_is_never_to_halt()
    {
        Source.Script = (unit, _, _) => throw new BackfillException(FailureCategory.Auth, "401");
        var job = Jobs.OfNumbers(30) with { Halt = new HaltDefinition { MaxFailures = FailureLimit.Parse("0"), Mode = HaltMode.Never } };

        var (result, _) = await EndWithinAsync(Start(job), Soon);

        Assert.Equal((RunEnd.Finished, 30L), (result.End, result.Progress.Units.Failed));
    }

    [Fact]
    public async Task A_source_that_answers_nothing_is_given_up_when_its_time_is_over()
    {
        Source.Script = (unit, _, _) => throw new BackfillException(FailureCategory.Transient, "connection refused");
        var job = Jobs.OfNumbers(1_000);

        var (result, after) = await EndWithinAsync(Start(job with { Retry = job.Retry with { MaxAttempts = 100 } }), TimeSpan.FromMinutes(20));

        Assert.Equal(RunEnd.SourceUnusable, result.End);
        Assert.InRange(after, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.EndsWith("the last failure: connection refused", result.Message, StringComparison.Ordinal);

        // The breaker let a probe through now and then, and no more: 20 failures opened it.
        Assert.InRange(Source.Fetched.Count, 20, 60);
    }

    [Fact]
    public async Task F75_A_poison_unit_is_quarantined_after_three_runs_and_the_rest_is_done()
    {
        Source.Script = (unit, _, _) => unit.Index == 3
            ? throw new BackfillException(FailureCategory.Truncated, "cut off")
            : ValueTask.FromResult(ScriptedSource.OneItem(unit));
        for (var run = 1; run <= 3; run++)
        {
            var (result, _) = await EndWithinAsync(Start(Jobs.OfNumbers(10)), Soon);
            Assert.Equal((9L, run < 3 ? 1L : 0L, run < 3 ? 0L : 1L), (result.Progress.Units.Done, result.Progress.Units.Failed, result.Progress.Units.Quarantined));
        }

        // It is not tried again by itself.
        var before = Source.Counts["n=4"];
        await EndWithinAsync(Start(Jobs.OfNumbers(10)), Soon);
        Assert.Equal((before, 9), (Source.Counts["n=4"], before));
    }

    [Fact]
    public async Task F75_The_fault_of_a_source_that_answers_nobody_is_held_against_no_unit()
    {
        Source.Script = (unit, _, _) => throw new BackfillException(FailureCategory.Transient, "500");
        for (var run = 1; run <= 4; run++)
        {
            var (result, _) = await EndWithinAsync(Start(Jobs.OfNumbers(3)), Soon);
            Assert.Equal(3, result.Progress.Units.Failed);
        }
    }
}
