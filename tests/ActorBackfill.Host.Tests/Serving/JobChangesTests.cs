using ActorBackfill.Host.Serving.Jobs;

namespace ActorBackfill.Host.Tests.Serving;

/// <summary>What commands mean for a submitted job, by the events alone.</summary>
public sealed class JobChangesTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;
    private static readonly JobRequest Request = new() { JobType = JobType.PropertySearch, SearchType = "apn" };

    private readonly JobBook _book = new();

    public JobChangesTests() => _book.Apply(new JobSubmitted("a", At, 1, Request));

    [Fact]
    public void A_paused_job_that_waits_begins_when_it_may_and_one_that_ran_keeps_its_place()
    {
        _book.Apply(new JobSubmitted("b", At, 1, Request));
        Change(new PauseJob());
        Assert.Equal(["b"], Startable());

        Change(new UnpauseJob());
        Assert.Equal(["a", "b"], Startable());

        _book.Apply(new JobStarted("a", At));
        Change(new PauseJob());
        Assert.Equal(["a", "b"], Startable());
    }

    [Fact]
    public void A_job_that_goes_on_adds_what_it_did_to_what_it_had_done()
    {
        End(JobStatus.Failed, new SourceFigures(1, 2, 1, 0));
        Assert.Equal(0, _book.Open);
        Change(new ResumeJob());
        Assert.Equal((1, JobStatus.Queued), (_book.Open, _book.Get("a").Status));
        End(JobStatus.Completed, new SourceFigures(1, 1, 0, 1));

        Assert.Equal(new SourceFigures(2, 3, 1, 1), _book.Get("a").Figures!.Api);
    }

    [Fact]
    public void Workers_and_rate_stay_until_somebody_gives_them_back()
    {
        Change(new ScaleJob(8));
        Change(new LimitJob(2.5));
        Assert.Equal((8, 2.5), (_book.Get("a").Workers, _book.Get("a").PerSecond));

        Change(new ScaleJob(Workers: null));
        Change(new LimitJob(PerSecond: null));
        Assert.Equal((null, null), (_book.Get("a").Workers, _book.Get("a").PerSecond));
        Assert.Equal(["8", "2.5/s", "default", "default"], _book.Get("a").Changes.Select(c => JobChanges.Value(c.Change)));
    }

    [Fact]
    public void A_job_takes_the_commands_that_fit_how_far_it_is()
    {
        Assert.Null(WhyNot(new PauseJob()));
        Assert.Equal("The job has not ended: there is nothing to resume.", WhyNot(new ResumeJob()));

        End(JobStatus.Stopped, SourceFigures.None);
        Assert.Null(WhyNot(new ResumeJob()));
        Assert.Equal("The job is stopped: resume it; what failed in a source that has finished is retried once the job is complete.", WhyNot(new RetryJob(1, "")));

        Change(new ResumeJob());
        End(JobStatus.Completed, SourceFigures.None);
        Assert.Null(WhyNot(new RetryJob(1, "")));
        Assert.Equal("The job has ended already: completed.", WhyNot(new StopJob(Now: false)));
    }

    [Fact]
    public void The_last_twenty_commands_are_shown()
    {
        for (var i = 1; i <= 25; i++)
        {
            Change(new ScaleJob(i));
        }

        Assert.Equal([.. Enumerable.Range(6, 20)], _book.Get("a").Changes.Select(c => ((ScaleJob)c.Change).Workers!.Value));
    }

    private string? WhyNot(JobChange change) => JobChanges.WhyNot(_book.Get("a"), change);

    private void Change(JobChange change) => _book.Apply(new JobChanged("a", At, "ann", change));

    private void End(JobStatus status, SourceFigures api)
    {
        _book.Apply(new JobStarted("a", At));
        _book.Apply(new JobEnded("a", At, status, new JobFigures(1, 0, 1, 1, api, SourceFigures.None), null));
    }

    private IEnumerable<string> Startable() => _book.Startable([], 5).Select(j => j.Id);
}
