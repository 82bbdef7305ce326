using ActorBackfill.Host.CommandLine;

namespace ActorBackfill.Host.Tests.CommandLine;

public sealed class NextCommandTests
{
    [Fact]
    public void The_same_job_sink_and_state_go_on_and_what_was_for_one_run_is_left_out()
    {
        var run = new RunChoice { Arguments = ["run", "my job.conf", "--sink", "a.db", "--no-resume", "--yes", "--set", "source.base=http://h:1/?a=1&b=2"] };

        Assert.Equal(
            "./backfill resume 'my job.conf' --sink a.db --set 'source.base=http://h:1/?a=1&b=2'",
            NextCommand.Resume(run, "./backfill"));
    }

    [Fact]
    public void Settings_that_may_be_secret_are_named_without_their_values()
    {
        var run = new RunChoice { Arguments = ["run", "days", "--set", "source.headers.X-Key=canary", "--set", "workers=3", "--set", "processor.settings.a=canary", "--set", "sink.password=canary"] };
        var job = new JobChoice("days", null, null, null, ".backfill", ["source.params.id=canary", "retry.max-attempts=2"]);

        Assert.Equal(
            "backfill resume days --set 'source.headers.X-Key=***' --set workers=3 --set 'processor.settings.a=***' --set 'sink.password=***'", NextCommand.Resume(run, "backfill"));
        Assert.Equal("backfill retry days --set 'source.params.id=***' --set retry.max-attempts=2 --group 4", NextCommand.RetryGroup(job, 4, "backfill"));
    }

    [Fact]
    public void Verify_names_the_sink_and_the_state_where_they_are_not_the_usual_ones()
    {
        var job = new JobChoice("results", null, null, "x.db", "st", []);

        Assert.Equal("backfill verify results --sink x.db --state st", NextCommand.Verify(job, "backfill"));
        Assert.Equal("backfill verify results", NextCommand.Verify(job with { Sink = null, State = ".backfill" }, "backfill"));
    }
}
