using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Outcomes;
using ActorBackfill.Host.Listening;

namespace ActorBackfill.Host.Tests.Listening;

public sealed class CountedProgressTests
{
    [Fact]
    public void S2_10_Of_95_days_every_tenth_says_a_line()
    {
        var progress = new CountedProgress(new ProgressDefinition(10, "day"));

        Assert.Equal(9, Enumerable.Range(0, 95).Count(_ => progress.Count(UnitOutcome.Done, 22)));
    }

    [Fact]
    public void S2_08_Five_counters_add_up_whatever_comes()
    {
        var progress = new CountedProgress(new ProgressDefinition(1, "day"));
        UnitOutcome[] outcomes = [UnitOutcome.Done, UnitOutcome.Empty, UnitOutcome.Skipped, UnitOutcome.Failed, UnitOutcome.Quarantined, UnitOutcome.Done];
        foreach (var (outcome, at) in outcomes.Select((o, i) => (o, i)))
        {
            progress.Count(outcome, outcome == UnitOutcome.Done ? 22 : 0);

            Assert.Equal(at + 1, progress.Processed);
            Assert.Equal(progress.Processed, progress.Successful + progress.Failed + progress.Skipped);
        }

        Assert.Equal((6L, 3L, 2L, 1L, 44L), (progress.Processed, progress.Successful, progress.Failed, progress.Skipped, progress.Records));
    }

    [Fact]
    public void S2_23_A_line_says_share_success_elapsed_days_an_hour_and_what_is_left()
    {
        var progress = new CountedProgress(new ProgressDefinition(10, "day"));
        for (var i = 0; i < 40; i++)
        {
            progress.Count(i < 38 ? UnitOutcome.Done : UnitOutcome.Failed, i < 38 ? 22 : 0);
        }

        Assert.Equal(
            "40/95 days (42.1 %), 38 successful (95 %), 2 failed, 836 records, elapsed 2 min 00 s, 1,200 days/hour, ETA 2 min 45 s",
            progress.Line(95, TimeSpan.FromMinutes(2)));
    }
}
