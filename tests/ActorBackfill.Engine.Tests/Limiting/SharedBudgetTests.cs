using ActorBackfill.Connectors.Budgets;
using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Engine.Ports;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using PatientTestKit = ActorBackfill.Tests.Shared.PatientTestKit;

namespace ActorBackfill.Engine.Tests.Limiting;

/// <summary>Several runs, each with its own connection to the real file of one budget, on a clock that only the test moves.</summary>
public sealed class SharedBudgetTests : PatientTestKit
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "backfill-budgets-" + Path.GetRandomFileName());
    private readonly List<IBudget> _budgets = [];
    private readonly List<(TimeSpan At, int Run)> _released = [];
    private readonly List<Worker> _workers = [];
    private readonly ManualTime _time;
    private int _runs;

    public SharedBudgetTests()
        : base(ConfigurationFactory.ParseString("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"")) =>
        _time = new ManualTime((TestScheduler)Sys.Scheduler);

    // At once, on the caller's thread.
    private static Task<object> Start(Func<Task<object>> work)
    {
        try
        {
            return work();
        }
        catch (BudgetUnusableException e)
        {
            return Task.FromException<object>(e);
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(0);

    [Fact]
    public void Two_a_second_over_400_requests_of_10_workers_and_3_jobs_is_never_passed_and_used_to_98_percent()
    {
        var limit = new LimitDefinition(RequestsPerSecond: 2);
        AddRun(limit, workers: 4);
        AddRun(limit, workers: 3);
        AddRun(limit, workers: 3);

        while (_released.Count < 400)
        {
            Advance(Step);
        }

        var times = _released.Select(r => r.At).ToList();
        Assert.All(times.Zip(times.Skip(2)), pair => Assert.True(pair.Second - pair.First >= Second, $"three within {pair.Second - pair.First}"));
        Assert.InRange(399 / (times[^1] - times[0]).TotalSeconds, 0.98 * 2, 2.0 * 399 / 398);
        Assert.All(_released.CountBy(r => r.Run), run => Assert.InRange(run.Value, 130, 137));
    }

    [Fact]
    public void E55_a_429_closes_the_source_for_everyone()
    {
        var limits = Enumerable.Range(0, 3).Select(_ => AddRun(new LimitDefinition(RequestsPerSecond: 20), workers: 5)).ToList();
        AdvanceTo(2 * Second);
        var closed = Now;
        new RequestGate(limits[1]).CloseFor(5 * Second, "429 with Retry-After 5 s");
        AdvanceTo(12 * Second);

        Assert.DoesNotContain(_released, r => r.At > closed && r.At < closed + (5 * Second));
        Assert.Contains(_released, r => r.At < closed + (5.02 * Second) && r.At >= closed + (5 * Second));
        Assert.InRange(_released.Count(r => r.At >= closed + (5 * Second) && r.At < closed + (6 * Second)), 9, 14);
        Assert.Contains("429 with Retry-After 5 s, until 00:00:07Z", FishForMessage<SourceClosed>(m => m.Reason is not null).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void E55_a_refusal_that_arrives_while_turns_are_given_takes_them_back()
    {
        // What awaits an answer goes on where it is given.
        SynchronizationContext.SetSynchronizationContext(null);
        var started = new Queue<Action>();
        Task<object> Later(Func<Task<object>> work)
        {
            var answer = new TaskCompletionSource<object>();
            started.Enqueue(() => answer.SetResult(work().GetAwaiter().GetResult()));
            return answer.Task;
        }

        var parts = new LimitParts(new LimitDefinition(RequestsPerSecond: 1_000), "run", new MemoryBudget("memory", _time), _time, Later, TestActor);
        var limit = Sys.ActorOf(LimitActor.For(parts).WithDispatcher(CallingThreadDispatcher.Id));
        var turn = new TaskCompletionSource<IDisposable>();
        limit.Tell(new AwaitTurn(turn));
        limit.Tell(new CloseSource(2 * Second, "429"));
        while (started.TryDequeue(out var next))
        {
            next();
        }

        Advance(Second);
        Assert.False(turn.Task.IsCompleted);

        for (var i = 0; i < 12; i++)
        {
            Advance(0.1 * Second);
            while (started.TryDequeue(out var next))
            {
                next();
            }
        }

        Assert.True(turn.Task.IsCompleted);
    }

    [Fact]
    public void E55_no_time_and_a_time_in_the_past_close_the_source_for_a_second_and_longer_each_time()
    {
        var limit = AddRun(new LimitDefinition(), workers: 1, isShared: false);
        for (var i = 0; i < 3; i++)
        {
            new RequestGate(limit).CloseFor(TimeSpan.Zero, "429 from api.example");
            var closed = Now;
            Advance(TimeSpan.FromSeconds((1 << i) - 0.02));
            Assert.DoesNotContain(_released, r => r.At > closed);
            Advance(TimeSpan.FromSeconds(0.04));
            Assert.Contains(_released, r => r.At > closed);
        }
    }

    [Fact]
    public void A_quota_that_is_used_up_closes_the_source_and_says_until_when()
    {
        AddRun(new LimitDefinition { PerHour = 10 }, workers: 3);
        AddRun(new LimitDefinition { PerHour = 10 }, workers: 3);
        Advance(10 * Second);

        Assert.Equal(10, _released.Count);
        Assert.Contains("10 of 10 requests an hour are used, until 01:00:30Z", FishForMessage<SourceClosed>(m => m.Reason is not null).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_that_breaks_holds_the_run_and_says_why_until_it_is_mended()
    {
        var budget = new BreakingBudget(new MemoryBudget("memory", _time));
        var limit = Limit(new LimitDefinition(RequestsPerSecond: 10), budget);
        budget.IsBroken = true;
        new RequestGate(limit).CloseFor(3 * Second, "429");
        var turn = new TaskCompletionSource<IDisposable>();
        limit.Tell(new AwaitTurn(turn));
        Assert.Contains("the disk is full", ExpectMsg<SourceClosed>().Reason, StringComparison.Ordinal);
        Advance(10 * Second);
        Assert.False(turn.Task.IsCompleted);

        budget.IsBroken = false;
        Advance(2 * Second);
        Assert.Null(ExpectMsg<SourceClosed>().Reason);

        // What the server had said is not forgotten.
        Assert.Contains("429", ExpectMsg<SourceClosed>().Reason, StringComparison.Ordinal);
        Assert.False(turn.Task.IsCompleted);
        Advance(3 * Second);
        Assert.True(turn.Task.IsCompleted);
    }

    [Fact]
    public void A_changed_rate_of_one_run_holds_for_all()
    {
        var limit = AddRun(new LimitDefinition(RequestsPerSecond: 20), workers: 5);
        AddRun(new LimitDefinition(RequestsPerSecond: 20), workers: 5);
        AdvanceTo(2 * Second);
        limit.Tell(new ChangeRate(4), TestActor);
        AdvanceTo(4 * Second);
        var before = _released.Count;
        AdvanceTo(8 * Second);

        Assert.InRange(_released.Count - before, 15, 17);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _budgets.ForEach(b => b.Dispose());
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private IActorRef AddRun(LimitDefinition limit, int workers, bool isShared = true)
    {
        IBudget? budget = isShared ? SqliteBudget.Open(_directory, "http://127.0.0.1:80", _time) : null;
        if (budget is not null)
        {
            _budgets.Add(budget);
        }

        var actor = Limit(limit, budget);
        _workers.AddRange(Enumerable.Range(0, workers).Select(i => new Worker(this, actor, _runs, TimeSpan.FromMilliseconds(100 + (37 * i)))));
        return actor;
    }

    // On the caller's thread: whatever is told, and every timer that time sets off, is handled at once.
    private IActorRef Limit(LimitDefinition limit, IBudget? budget) =>
        Sys.ActorOf(LimitActor.For(new LimitParts(limit, $"run{++_runs}", budget, _time, Start, TestActor)).WithDispatcher(CallingThreadDispatcher.Id));

    private void AdvanceTo(TimeSpan at) => Advance(at - Now);

    private void Advance(TimeSpan by)
    {
        for (var until = Now + by; Now < until;)
        {
            _workers.ForEach(w => w.Look());
            _time.Advance(Step);
            _workers.ForEach(w => w.Look());
        }
    }

    /// <summary>Waits for a turn, has a request in flight for a while, and wants the next one.</summary>
    private sealed class Worker(SharedBudgetTests test, IActorRef limit, int run, TimeSpan latency)
    {
        private Task<IDisposable> _turn = Ask(limit);
        private TimeSpan? _until;

        public void Look()
        {
            if (_until is null && _turn.IsCompletedSuccessfully)
            {
                test._released.Add((test.Now, run));
                _until = test.Now + latency;
            }

            if (_until <= test.Now)
            {
                _until = null;
                Sync(_turn).Dispose();
                _turn = Ask(limit);
            }
        }

        private static Task<IDisposable> Ask(IActorRef limit)
        {
            var turn = new TaskCompletionSource<IDisposable>();
            limit.Tell(new AwaitTurn(turn));
            return turn.Task;
        }

        private static IDisposable Sync(Task<IDisposable> done) => done.IsCompletedSuccessfully ? done.GetAwaiter().GetResult() : throw new InvalidOperationException();
    }

    private sealed class BreakingBudget(IBudget inner) : IBudget
    {
        public bool IsBroken { get; set; }

        public string Name => inner.Name;

        public Domain.Budgets.PartyId PartyOf(string run) => inner.PartyOf(run);

        public Domain.Budgets.BudgetAnswer Reserve(Domain.Budgets.BudgetRequest request) =>
            IsBroken ? throw new BudgetUnusableException("the disk is full") : inner.Reserve(request);

        public void Dispose() => inner.Dispose();
    }
}
