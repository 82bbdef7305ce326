using ActorBackfill.Domain.Jobs;
using ActorBackfill.Engine.Limiting;
using ActorBackfill.Engine.Tests.Fakes;
using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit;
using PatientTestKit = ActorBackfill.Tests.Shared.PatientTestKit;

namespace ActorBackfill.Engine.Tests.Limiting;

public class LimitActorTests : PatientTestKit
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly ManualTime _time;

    public LimitActorTests()
        : base(ConfigurationFactory.ParseString("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\""))
    {
        _time = new ManualTime((TestScheduler)Sys.Scheduler);
    }

    [Fact]
    public void Requests_start_evenly_spread_and_never_faster_than_the_rate()
    {
        var limit = Limit(new LimitDefinition(RequestsPerSecond: 2));
        var turns = Enumerable.Range(0, 8).Select(_ => Wait(limit)).ToList();

        var started = new List<int>();
        for (var i = 0; i < 40; i++)
        {
            started.Add(turns.Count(t => t.IsCompleted));
            _time.Advance(TimeSpan.FromMilliseconds(100), Step);
        }

        Assert.Equal(1, started[0]);
        Assert.Equal(1, started[4]);
        Assert.Equal(2, started[6]);
        Assert.Equal(7, started[34]);
        Assert.Equal(8, started[39]);
    }

    [Fact]
    public async Task At_most_so_many_requests_are_in_flight_and_an_ended_one_lets_the_next_start()
    {
        var gate = new RequestGate(Limit(new LimitDefinition(Concurrency: 2)));
        var turns = Enumerable.Range(0, 3).Select(_ => gate.EnterAsync(CancellationToken.None).AsTask()).ToList();
        (await turns[0]).Dispose();
        (await turns[1]).Dispose();

        (await turns[2]).Dispose();
    }

    [Fact]
    public void A_closed_source_lets_nobody_start_until_its_time_and_says_so()
    {
        var limit = Limit(new LimitDefinition());
        new RequestGate(limit).CloseFor(TimeSpan.FromSeconds(5), "429 with Retry-After 5 s");
        Assert.Contains("429", ExpectMsg<SourceClosed>().Reason, StringComparison.Ordinal);
        var turn = Wait(limit);

        _time.Advance(TimeSpan.FromSeconds(4.9), Step);
        Assert.False(turn.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.2), Step);
        Assert.Null(ExpectMsg<SourceClosed>().Reason);
        Assert.True(turn.IsCompleted);
    }

    [Fact]
    public void The_longest_of_several_closings_counts()
    {
        var limit = Limit(new LimitDefinition());
        var gate = new RequestGate(limit);
        gate.CloseFor(TimeSpan.FromSeconds(5), "429");
        gate.CloseFor(TimeSpan.FromSeconds(1), "429");
        ExpectMsg<SourceClosed>();
        var turn = Wait(limit);

        _time.Advance(TimeSpan.FromSeconds(2), Step);

        Assert.False(turn.IsCompleted);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_uses_no_turn()
    {
        var gate = new RequestGate(Limit(new LimitDefinition(Concurrency: 1)));
        var first = await gate.EnterAsync(CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var given = gate.EnterAsync(cancellation.Token).AsTask();
        var third = gate.EnterAsync(CancellationToken.None).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.Dispose();

        (await third).Dispose();
    }

    [Fact]
    public void A_changed_rate_holds_at_once_and_is_answered()
    {
        var limit = Limit(new LimitDefinition(RequestsPerSecond: 1));
        var turns = Enumerable.Range(0, 12).Select(_ => Wait(limit)).ToList();

        limit.Tell(new ChangeRate(10), TestActor);
        Assert.Equal(10, ExpectMsg<LimitState>().EffectiveRate);
        _time.Advance(TimeSpan.FromSeconds(1.05), Step);
        Assert.Equal(11, turns.Count(t => t.IsCompleted));

        limit.Tell(GetLimitState.Instance, TestActor);
        var state = ExpectMsg<LimitState>();
        Assert.Equal((11, 1), (state.InFlight, state.Waiting));
    }

    private static Task<IDisposable> Wait(IActorRef limit)
    {
        var turn = new TaskCompletionSource<IDisposable>();
        limit.Tell(new AwaitTurn(turn));
        return turn.Task;
    }

    // On the caller's thread: whatever is told, and every timer that time sets off, is handled at once.
    private IActorRef Limit(LimitDefinition limit) =>
        Sys.ActorOf(LimitActor.For(new LimitParts(limit, "run", null, _time, start => start(), TestActor)).WithDispatcher(CallingThreadDispatcher.Id));
}
