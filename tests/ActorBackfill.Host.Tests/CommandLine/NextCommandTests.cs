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
    public void Verify_names_the_sink_and_the_state_where_they_are_not_the_usual_ones()
    {
        var job = new JobChoice("results", null, null, "x.db", "st", []);

        Assert.Equal("backfill verify results --sink x.db --state st", NextCommand.Verify(job, "backfill"));
        Assert.Equal("backfill verify results", NextCommand.Verify(job with { Sink = null, State = ".backfill" }, "backfill"));
    }
}
