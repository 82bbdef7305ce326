using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Plans;
using ActorBackfill.Host.JobFiles;

namespace ActorBackfill.Host.Tests.JobFiles;

public sealed class ProjectJobsTests
{
    [Fact]
    public void Greyhound_results_are_21_units_in_3_waves_with_7_workers()
    {
        var job = JobFile.Load(JobText.Request("greyhound-results")).Job;
        var plan = Plan.Create(job.Dimensions, new ValueRegistry(), JobText.Today);

        Assert.Equal(21, plan.Count);
        Assert.Equal(3, plan.WaveCount);
        Assert.Equal("month=2025-09/state=VIC", plan.UnitAt(0).Key);
        Assert.Equal(7, job.Workers);
        Assert.Equal(InstanceScope.Unit, job.Instance);
        Assert.Equal(new LimitDefinition(null, 7), Assert.IsType<HttpSourceDefinition>(job.Source).Limit);
        Assert.Equal(["meetings", "races", "runs"], job.Sink.Tables.Select(t => t.Name));
    }

    [Fact]
    public void Player_game_summary_covers_three_seasons_day_by_day()
    {
        var job = JobFile.Load(JobText.Request("player-game-summary")).Job;
        var plan = Plan.Create(job.Dimensions, new ValueRegistry(), JobText.Today);

        Assert.Equal(839, plan.Count);
        Assert.Equal("date=2020-12-22", plan.UnitAt(0).Key);
        Assert.Equal("date=2023-04-09", plan.UnitAt(838).Key);
        Assert.Equal("player-game-summary", job.Processor);
        Assert.Equal(29, Assert.Single(job.Sink.Tables).Columns.Length);
    }

    [Theory]
    [InlineData("team-defense", "team_defense_game_summary")]
    [InlineData("upcoming-team-context", "upcoming_team_game_context")]
    [InlineData("upcoming-player-context", "upcoming_player_game_context")]
    public void S2_03_Analytics_have_15_workers_a_processor_a_date_and_a_line_every_ten_days(string file, string name)
    {
        var job = JobFile.Load(JobText.Request(file)).Job;

        Assert.Equal((name, 15, InstanceScope.Unit), (job.Name, job.Workers, job.Instance));
        Assert.Equal(10, job.Progress.Every);
        Assert.Equal("day", job.Progress.Noun);
        Assert.Equal(name, Assert.Single(job.Sink.Tables).Name);
    }

    [Fact]
    public void Player_game_summary_runs_with_the_flags_of_the_command_line()
    {
        var job = JobFile.Load(JobText.Request("player-game-summary") with
        {
            Overlays = ["source.base=http://127.0.0.1:4711"],
            StartDate = "2021-11-15",
            EndDate = "2021-11-15",
            Workers = 3,
            SinkPath = "/tmp/x.db",
        }).Job;

        Assert.Equal(1, Plan.Create(job.Dimensions, new ValueRegistry(), JobText.Today).Count);
        Assert.Equal("http://127.0.0.1:4711", Assert.IsType<HttpSourceDefinition>(job.Source).Base);
        Assert.Equal("/tmp/x.db", Assert.IsType<SqliteSinkDefinition>(job.Sink).Path);
        Assert.Equal(3, job.Workers);
    }
}
