using ActorBackfill.Domain.Checkpoints;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Controlling;

public class PauseTests : RunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_paused_run_makes_no_request_and_an_unpaused_one_goes_on()
    {
        var held = Hold();
        var run = Start(Jobs.OfNumbers(50));
        await FetchedAsync(4);

        await ChangeAsync(run, new PauseRun("ann"));
        held.SetResult();
        await AwaitAssertAsync(async () => Assert.Equal(4, (await ProgressAsync(run)).Units.Done), Soon);

        Assert.Equal(4, Source.Fetched.Count);
        var paused = await ProgressAsync(run);
        Assert.NotNull(paused.Control.PausedSince);
        Assert.Contains("paused", paused.WaitingFor, StringComparison.Ordinal);

        await ChangeAsync(run, new UnpauseRun("ann"));
        var result = await run.EndAsync();

        Assert.Equal(50, result.Progress.Units.Done);
        Assert.Equal(50, Source.Fetched.Count);
    }

    [Fact]
    public async Task A_unit_of_several_requests_waits_between_them()
    {
        var job = Jobs.OfNumbers(1, workers: 1);
        var (second, firstAsked) = (new TaskCompletionSource(), new TaskCompletionSource());
        var source = new PagedSource(firstAsked, second.Task);
        var run = StartWith(source, job);
        await firstAsked.Task.WaitAsync(Soon);

        await ChangeAsync(run, new PauseRun("ann"));
        second.SetResult();
        await AwaitAssertAsync(() => Assert.True(source.WaitsForSecond), Soon);
        await ProgressAsync(run);
        Assert.Equal(1, source.Requests);

        await ChangeAsync(run, new UnpauseRun("ann"));
        Assert.Equal(1, (await run.EndAsync()).Progress.Units.Done);
        Assert.Equal(2, source.Requests);
    }

    [Fact]
    public async Task A3_A_run_that_is_stopped_in_its_pause_ends_at_once_and_its_units_run_again()
    {
        var job = Jobs.OfNumbers(5, workers: 1);
        var (second, firstAsked) = (new TaskCompletionSource(), new TaskCompletionSource());
        var source = new PagedSource(firstAsked, second.Task);
        var run = StartWith(source, job);
        await firstAsked.Task.WaitAsync(Soon);
        await ChangeAsync(run, new PauseRun("ann"));
        second.SetResult();
        await AwaitAssertAsync(() => Assert.True(source.WaitsForSecond), Soon);

        run.Supervisor.Tell(StopRun.Instance);
        var stopped = await run.EndAsync();

        Assert.Equal((RunEnd.Stopped, 0L, 5L), (stopped.End, stopped.Progress.Units.Done, stopped.Progress.Units.Open));
        Assert.Empty(stopped.Progress.Failures);

        Assert.Equal(5, (await RunAsync(job)).Progress.Units.Done);
    }

    [Fact]
    public async Task A_pause_before_the_start_holds_the_first_request()
    {
        var run = Start(Jobs.OfNumbers(3));
        run.Supervisor.Tell(new PauseRun("ann"), ActorRefs.NoSender);
        await AwaitAssertAsync(async () => Assert.Equal(1, (await ProgressAsync(run)).Run), Soon);

        await ChangeAsync(run, new UnpauseRun("ann"));

        Assert.Equal(3, (await run.EndAsync()).Progress.Units.Done);
    }

    [Fact]
    public async Task Every_change_is_in_the_journal_with_who_and_when()
    {
        var journaled = new List<ControlChanged>();
        Journal.AfterWrite = e =>
        {
            journaled.AddRange(e is ControlChanged changed ? [changed] : []);
            return Task.CompletedTask;
        };
        var held = Hold();
        var run = Start(Jobs.OfNumbers(20));
        await FetchedAsync(4);

        await ChangeAsync(run, new PauseRun("ann (uid 1, pid 2)"));
        await ChangeAsync(run, new ScaleRun("bo", 2));
        await ChangeAsync(run, new LimitRun("bo", 0.5));
        await ChangeAsync(run, new LimitRun("bo", null));
        await ChangeAsync(run, new UnpauseRun("ann (uid 1, pid 2)"));
        held.SetResult();
        var result = await run.EndAsync();

        Assert.Equal(
            [("ann (uid 1, pid 2)", "pause", null), ("bo", "scale", "2"), ("bo", "rate", "0.5/s"), ("bo", "rate", "default"), ("ann (uid 1, pid 2)", "unpause", null)],
            journaled.Select(c => (c.Who, c.Command, c.Value)));
        Assert.Equal(journaled, result.Progress.Control.Changes);
    }

    [Fact]
    public async Task A_run_that_ends_takes_no_change()
    {
        var held = Hold();
        var run = Start(Jobs.OfNumbers(20));
        await FetchedAsync(4);
        run.Supervisor.Tell(StopRun.Instance);

        Assert.IsType<ChangeRefused>(await run.Supervisor.Ask<object>(new PauseRun("ann"), Soon));

        held.SetResult();
        await run.EndAsync();
        Assert.Equal(4, Sink.Keys.Count);
    }

    private TaskCompletionSource Hold()
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Source.Script = async (unit, _, _) =>
        {
            await held.Task;
            return ScriptedSource.OneItem(unit);
        };
        return held;
    }

    private Run StartWith(ISource source, JobDefinition job)
    {
        var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var settings = new RunSettings { Job = job, RunId = new string('7', 32), Host = "test" };
        return new Run(Sys.ActorOf(JobSupervisor.For(new RunPorts(source, Sink, null, Time), settings, ended), "job-paged"), ended.Task);
    }

    private Task FetchedAsync(int units) => AwaitAssertAsync(() => Assert.Equal(units, Source.Fetched.Count), Soon);

    private static Task<RunProgress> ProgressAsync(Run run) => run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon);

    private static Task<RunChanged> ChangeAsync(Run run, ChangeRun change) => run.Supervisor.Ask<RunChanged>(change, Soon);

    /// <summary>Two requests a unit; the second waits for a word.</summary>
    private sealed class PagedSource(TaskCompletionSource firstAsked, Task second) : ISource
    {
        private int _requests;

        public int Requests => Volatile.Read(ref _requests);

        public bool WaitsForSecond { get; private set; }

        public string Description => "pages";

        public async ValueTask<FetchedUnit> FetchAsync(Domain.Plans.PlanUnit unit, IRequestGate gate, CancellationToken cancellation)
        {
            using (await gate.EnterAsync(cancellation))
            {
                Interlocked.Increment(ref _requests);
                firstAsked.TrySetResult();
                await second;
            }

            WaitsForSecond = true;
            using (await gate.EnterAsync(cancellation))
            {
                Interlocked.Increment(ref _requests);
                return ScriptedSource.OneItem(unit);
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
