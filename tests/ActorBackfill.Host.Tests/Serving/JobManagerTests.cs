using System.Collections.Concurrent;
using ActorBackfill.Connectors.Sqlite;
using ActorBackfill.Host.Jobs;
using ActorBackfill.Host.Running;
using ActorBackfill.Host.Serving.Jobs;
using ActorBackfill.Host.Tests.Fakes;
using Akka.Actor;
using Microsoft.Extensions.Hosting;
using Serilog.Core;

namespace ActorBackfill.Host.Tests.Serving;

public sealed class JobManagerTests : IDisposable
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromMinutes(10);

    private readonly WorkDirectory _directory = new();
    private readonly Runner _runner = new();

    [Fact]
    public async Task High_priority_starts_first_and_equal_ones_in_the_order_they_came()
    {
        using var manager = await Manager.StartAsync(_directory.File("state"), 1, _runner);
        await manager.SubmitAsync("running");
        await manager.SubmitAsync("normal-1");
        await manager.SubmitAsync("normal-2");
        await manager.SubmitAsync("high-1", JobPriority.High);
        await manager.SubmitAsync("high-2", JobPriority.High);

        foreach (var id in (string[])["running", "high-1", "high-2", "normal-1", "normal-2"])
        {
            Assert.Equal(id, await _runner.StartedAsync());
            _runner.End(id, JobOutcome.Way.Finished);
        }
    }

    [Fact]
    public async Task A_job_is_answered_for_when_it_is_journaled_and_waits_while_others_run()
    {
        using var manager = await Manager.StartAsync(_directory.File("state"), 3, _runner);
        string[] ids = ["a", "b", "c", "d"];
        foreach (var id in ids)
        {
            Assert.Equal((id, JobStatus.Queued), await manager.SubmitAsync(id) is var job ? (job.Id, job.Status) : default);
        }

        var all = (await manager.AskAsync<SubmittedJobs>(GetJobs.Instance)).Jobs;

        Assert.Equal([JobStatus.Running, JobStatus.Running, JobStatus.Running, JobStatus.Queued], all.Select(j => j.Status));
        Assert.Equal(3, _runner.Started);
    }

    [Fact]
    public async Task After_a_crash_running_jobs_start_again_and_queued_ones_wait_as_before()
    {
        using (var first = await Manager.StartAsync(_directory.File("state"), 2, _runner))
        {
            await first.SubmitAsync("a");
            await first.SubmitAsync("b");
            await first.SubmitAsync("c");
            await first.SubmitAsync("d", JobPriority.High);
            await first.AskAsync<SubmittedJobs>(GetJobs.Instance);
        }

        var runner = new Runner();
        using var second = await Manager.StartAsync(_directory.File("state"), 2, runner);
        string[] again = [await runner.StartedAsync(), await runner.StartedAsync()];
        var all = (await second.AskAsync<SubmittedJobs>(GetJobs.Instance)).Jobs;

        Assert.Equal(["a", "b"], again);
        Assert.Equal([JobStatus.Running, JobStatus.Running, JobStatus.Queued, JobStatus.Queued], all.Select(j => j.Status));
        runner.End("a", JobOutcome.Way.Finished);
        Assert.Equal("d", await runner.StartedAsync());
    }

    [Fact]
    public async Task A_queued_job_is_cancelled_at_once_and_never_starts()
    {
        using var manager = await Manager.StartAsync(_directory.File("state"), 1, _runner);
        await manager.SubmitAsync("a");
        await manager.SubmitAsync("b");
        await manager.SubmitAsync("c");

        Assert.Equal(JobStatus.Cancelled, (await manager.AskAsync<SubmittedJob>(Change("b", new CancelJob()))).Status);
        Assert.Equal("a", await _runner.StartedAsync());
        _runner.End("a", JobOutcome.Way.Finished);

        Assert.Equal("c", await _runner.StartedAsync());
        Assert.Equal("The job has ended already: cancelled.", (await manager.AskAsync<JobRefused>(Change("b", new CancelJob()))).Reason);
    }

    [Fact]
    public async Task A_cancelled_job_is_cancelled_although_the_process_died_before_it_ended()
    {
        using (var first = await Manager.StartAsync(_directory.File("state"), 1, _runner))
        {
            await first.SubmitAsync("a");
            await _runner.StartedAsync();
            Assert.True((await first.AskAsync<SubmittedJob>(Change("a", new CancelJob()))).IsCancelling);
            Assert.True(_runner.IsStopped("a"));
        }

        var runner = new Runner();
        using var second = await Manager.StartAsync(_directory.File("state"), 1, runner);

        Assert.Equal(JobStatus.Cancelled, (await second.AskAsync<SubmittedJob>(new AwaitJob("a"))).Status);
        Assert.Equal(0, runner.Started);
    }

    [Fact]
    public async Task A_stopped_job_is_stopped_although_the_process_died_and_goes_on_when_it_is_resumed()
    {
        using (var first = await Manager.StartAsync(_directory.File("state"), 1, _runner))
        {
            await first.SubmitAsync("a");
            await _runner.StartedAsync();
            Assert.True((await first.AskAsync<SubmittedJob>(Change("a", new StopJob(Now: false)))).IsStopping);
        }

        var runner = new Runner();
        using var second = await Manager.StartAsync(_directory.File("state"), 1, runner);
        Assert.Equal(JobStatus.Stopped, (await second.AskAsync<SubmittedJob>(new AwaitJob("a"))).Status);
        Assert.Equal(0, runner.Started);

        await second.AskAsync<SubmittedJob>(Change("a", new ResumeJob()));
        Assert.Equal("a", await runner.StartedAsync());
    }

    [Fact]
    public async Task Commands_reach_the_runs_and_after_a_crash_a_job_is_as_they_left_it()
    {
        using (var first = await Manager.StartAsync(_directory.File("state"), 1, _runner))
        {
            await first.SubmitAsync("a");
            await _runner.StartedAsync();
            await first.AskAsync<SubmittedJob>(Change("a", new PauseJob()));
            await first.AskAsync<SubmittedJob>(Change("a", new ScaleJob(8)));
            Assert.Equal([new PauseJob(), new ScaleJob(8)], _runner.ChangesOf("a"));
        }

        var runner = new Runner();
        using var second = await Manager.StartAsync(_directory.File("state"), 1, runner);
        Assert.Equal("a", await runner.StartedAsync());
        var job = await second.AskAsync<SubmittedJob>(new GetJob("a"));

        Assert.Equal((true, 8), (job.PausedSince is not null, job.Workers));
        Assert.All(job.Changes, c => Assert.Equal("ann (api from 127.0.0.1)", c.Who));
    }

    [Fact]
    public async Task A_job_whose_units_were_opened_again_while_it_ran_begins_once_more()
    {
        using var manager = await Manager.StartAsync(_directory.File("state"), 1, _runner);
        await manager.SubmitAsync("a");
        await manager.SubmitAsync("b");
        await _runner.StartedAsync();
        await manager.AskAsync<SubmittedJob>(Change("a", new RetryJob(2, "group 3")));

        _runner.End("a", JobOutcome.Way.Finished);
        Assert.Equal("a", await _runner.StartedAsync());
        _runner.End("a", JobOutcome.Way.Finished);

        Assert.Equal("b", await _runner.StartedAsync());
        Assert.Equal(JobStatus.Completed, (await manager.AskAsync<SubmittedJob>(new GetJob("a"))).Status);
    }

    [Fact]
    public async Task A_job_that_fails_says_why_and_makes_room_for_the_next()
    {
        using var manager = await Manager.StartAsync(_directory.File("state"), 1, _runner);
        await manager.SubmitAsync("a");
        await manager.SubmitAsync("b");
        await _runner.StartedAsync();
        _runner.End("a", JobOutcome.Way.Failed, "the sink cannot be used");

        var failed = await manager.AskAsync<SubmittedJob>(new AwaitJob("a"));

        Assert.Equal((JobStatus.Failed, "the sink cannot be used"), (failed.Status, failed.Message));
        Assert.Equal("b", await _runner.StartedAsync());
    }

    public void Dispose() => _directory.Dispose();

    private static ChangeJob Change(string id, JobChange change) => new(id, "ann (api from 127.0.0.1)", change);

    private sealed class Manager : IDisposable
    {
        private readonly IHost _host;
        private readonly IActorRef _actor;

        private Manager(IHost host, IActorRef actor) => (_host, _actor) = (host, actor);

        public static async Task<Manager> StartAsync(string state, int limit, IRunJobs runner)
        {
            var paths = new JobPaths(state);
            if (!File.Exists(paths.Journal))
            {
                JournalFile.Create(paths.Journal);
            }

            var host = await ActorHost.StartAsync(paths, ServingSerializer.Config, Logger.None);
            return new Manager(host, ActorHost.System(host).ActorOf(JobManagerActor.For("test", limit, runner, TimeProvider.System, new TaskCompletionSource<string?>()), "manager"));
        }

        public Task<SubmittedJob> SubmitAsync(string id, JobPriority priority = JobPriority.Normal) =>
            AskAsync<SubmittedJob>(new SubmitJob(id, 1, new JobRequest { JobType = JobType.PropertySearch, SearchType = "apn", Priority = priority }));

        public Task<T> AskAsync<T>(object question) => _actor.Ask<T>(question, Ceiling);

        // As after a kill: nothing is asked to end, and nothing that runs is heard of any more.
        public void Dispose()
        {
            ActorHost.System(_host).Terminate().Wait(Ceiling);
            _host.Dispose();
        }
    }

    private sealed class Runner : IRunJobs
    {
        private readonly ConcurrentDictionary<string, Running> _running = new();
        private readonly BlockingCollection<string> _started = [];
        private int _count;

        public int Started => Volatile.Read(ref _count);

        public IRunningJob Start(SubmittedJob job)
        {
            var running = _running[job.Id] = new Running();
            Interlocked.Increment(ref _count);
            _started.Add(job.Id);
            return running;
        }

        public Task<string> StartedAsync() => Task.Run(() => _started.TryTake(out var id, Ceiling) ? id : throw new InvalidOperationException("no job started"));

        public bool IsStopped(string id) => _running[id].IsStopped;

        public IEnumerable<JobChange> ChangesOf(string id) => _running[id].Changes.Select(c => c.Change);

        public void End(string id, JobOutcome.Way way, string? message = null) => _running[id].End(new JobOutcome(way, null, message));

        private sealed class Running : IRunningJob
        {
            private readonly TaskCompletionSource<JobOutcome> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public Task<JobOutcome> Ended => _ended.Task;

            public bool IsStopped { get; private set; }

            public List<JobChanged> Changes { get; } = [];

            public void Change(JobChanged changed) => Changes.Add(changed);

            public void Stop(bool now) => IsStopped = true;

            public void End(JobOutcome outcome) => _ended.SetResult(outcome);
        }
    }
}
