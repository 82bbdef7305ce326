using ActorBackfill.Domain.Progress;
using ActorBackfill.Engine.Controlling;
using ActorBackfill.Engine.Supervising;
using ActorBackfill.Engine.Tests.Fakes;
using ActorBackfill.Engine.Tests.Supervising;
using Akka.Actor;

namespace ActorBackfill.Engine.Tests.Controlling;

public class ScaleTests : RunTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _let = new(0);
    private int _running;

    public ScaleTests() => Source.Script = async (unit, _, _) =>
    {
        Interlocked.Increment(ref _running);
        await _let.WaitAsync(CancellationToken.None);
        Interlocked.Decrement(ref _running);
        return ScriptedSource.OneItem(unit);
    };

    [Fact]
    public async Task More_workers_begin_at_once_and_those_too_many_end_with_what_they_hold()
    {
        var job = Jobs.OfNumbers(200, workers: 2);
        var run = Start(job);
        await RunningAsync(2);

        await ScaleAsync(run, 20);
        await RunningAsync(20);
        Assert.Equal((20, 0), Workers(await ProgressAsync(run)));

        await ScaleAsync(run, 5);
        Assert.Equal((5, 15), Workers(await ProgressAsync(run)));
        _let.Release(40);
        await AwaitAssertAsync(async () => Assert.Equal((40L, 5, 0), (Source.Fetched.Count - 5L, _running, (await ProgressAsync(run)).Control.Draining)), Soon);
        Assert.Equal(5, await RouteesAsync(run));

        _let.Release(1_000);
        var result = await run.EndAsync();
        Assert.Equal(200, result.Progress.Units.Done);
        Assert.Equal(ExpectedRows(Jobs.Plan(job)), Sink.Rows);
        Assert.All(Source.Counts.Values, c => Assert.Equal(1, c));
    }

    [Fact]
    public async Task Workers_that_are_wanted_again_before_they_ended_stay()
    {
        var run = Start(Jobs.OfNumbers(100, workers: 10));
        await RunningAsync(10);

        await ScaleAsync(run, 1);
        await ScaleAsync(run, 12);
        await RunningAsync(12);

        Assert.Equal((12, 0), Workers(await ProgressAsync(run)));
        Assert.Equal(12, await RouteesAsync(run));
        _let.Release(1_000);
        Assert.Equal(100, (await run.EndAsync()).Progress.Units.Done);
    }

    [Fact]
    public async Task Workers_that_have_nothing_to_do_go_at_once_and_the_last_one_stays()
    {
        // The wave keeps the others idle.
        var run = Start(Jobs.Of(Jobs.MonthsAndStates(2), workers: 8));
        await RunningAsync(2);

        await ScaleAsync(run, 1);

        await AwaitAssertAsync(async () => Assert.Equal(2, await RouteesAsync(run)), Soon);
        _let.Release(1_000);
        Assert.Equal(6, (await run.EndAsync()).Progress.Units.Done);
    }

    private static (int Wanted, int Draining) Workers(RunProgress progress) => (progress.Workers, progress.Control.Draining);

    private Task RunningAsync(int units) => AwaitAssertAsync(() => Assert.Equal(units, Volatile.Read(ref _running)), Soon);

    private async Task<int> RouteesAsync(Run run)
    {
        var workers = await Sys.ActorSelection($"{run.Supervisor.Path.ToStringWithoutAddress()}/workers").ResolveOne(Soon);
        return (await workers.Ask<Akka.Routing.Routees>(Akka.Routing.GetRoutees.Instance, Soon)).Members.Count();
    }

    private static Task<RunProgress> ProgressAsync(Run run) => run.Supervisor.Ask<RunProgress>(GetProgress.Instance, Soon);

    private static Task<RunChanged> ScaleAsync(Run run, int workers) => run.Supervisor.Ask<RunChanged>(new ScaleRun("ann", workers), Soon);
}
