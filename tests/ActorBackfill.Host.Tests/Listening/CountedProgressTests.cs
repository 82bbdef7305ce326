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

    [Fact]
    public void S4_20_450_players_are_nine_lines_in_players_a_second()
    {
        var progress = new CountedProgress(new ProgressDefinition(50, "player", ProgressRate.Second));
        var lines = Enumerable.Range(1, 450).Where(_ => progress.Count(UnitOutcome.Done, 1)).Select(i => progress.Line(450, TimeSpan.FromSeconds(i / 9.0))).ToList();

        Assert.Equal(9, lines.Count);
        Assert.Equal("Player processing progress: 50/450 | Rate: 9.0 players/sec | ETA: 0.7min", lines[0]);
        Assert.Equal("Player processing progress: 450/450 | Rate: 9.0 players/sec | ETA: 0.0min", lines[8]);
        Assert.EndsWith("| Rate: 0.0 players/sec | ETA: 0.0min", progress.Line(450, TimeSpan.Zero), StringComparison.Ordinal);
    }

    [Fact]
    public void S4_19_The_first_line_says_how_many_and_in_which_mode()
    {
        var progress = new CountedProgress(new ProgressDefinition(50, "player", ProgressRate.Second));
        Assert.Equal("Processing 450 players with 10 workers (parallel mode)", progress.Start(450, 10));
        Assert.Equal("Processing 450 players (serial mode)", progress.Start(450, 1));
        Assert.Null(new CountedProgress(new ProgressDefinition(10, "day")).Start(450, 10));
    }

    [Fact]
    public void S4_21_The_last_line_says_time_a_player_and_what_failed()
    {
        var progress = new CountedProgress(new ProgressDefinition(50, "player", ProgressRate.Second));
        Assert.Equal("Completed 0 players in 2.0s (avg 0.00s/player) | 0 failed", progress.End(TimeSpan.FromSeconds(2)));
        for (var i = 0; i < 5; i++)
        {
            progress.Count(i < 4 ? UnitOutcome.Done : UnitOutcome.Failed, 1);
        }

        Assert.Equal("Completed 4 players in 2.0s (avg 0.50s/player) | 1 failed", progress.End(TimeSpan.FromSeconds(2)));
    }
}
