using Akka.Actor;
using Akka.Persistence.Tests.Journals;
using Akka.TestKit;

namespace Akka.Persistence.Tests.Actors;

/// <summary>What ends by the clock, on a clock that the test moves.</summary>
public sealed class TimeoutTests : RecorderTest
{
    public TimeoutTests()
        : base("akka.scheduler.implementation = \"Akka.TestKit.TestScheduler, Akka.TestKit\"") =>
        Sys.EventStream.Subscribe(TestActor, typeof(Hanging));

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public async Task A_write_that_is_never_answered_fails_after_the_call_timeout()
    {
        var actor = Watch(Started());
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r => r.Store("a")));
        await Hangs();
        Clock.Advance(TimeSpan.FromSeconds(10));
        Expect("failed a 1: TimeoutException", "ended");
        _ = ExpectMsg<Terminated>(Patience);
    }

    [Fact]
    public async Task After_ten_failures_the_journal_is_not_asked_until_the_reset_timeout()
    {
        var actors = Enumerable.Range(0, 10).Select(i => Started($"{i}")).ToList();
        Journal.Tell(Writes.Fail);
        foreach (var actor in actors)
        {
            actor.Tell(new Do(r => r.Store("a")));
            Expect("failed a 1: InvalidOperationException", "ended");
        }
        Journal.Tell(Writes.Store);
        _ = Start();
        Expect("not recovered at nothing: Circuit Breaker is open; calls are failing fast", "ended");
        _ = await Journal.Ask<ActorIdentity>(new Identify(null), Patience);
        Clock.Advance(TimeSpan.FromSeconds(30));
        _ = Start();
        Expect("recovered 0");
    }

    [Fact]
    public async Task A_replay_without_an_event_for_too_long_stops_the_actor()
    {
        var actor = Started();
        actor.Tell(new Do(r => r.Store("a")));
        Expect("stored a");
        Stop(actor);
        Journal.Tell(Replays.Hang);
        _ = Watch(Start());
        await Hangs();
        Clock.Advance(TimeSpan.FromSeconds(30));
        Expect(
            "not recovered at nothing: Recovery timed out, didn't get event within 30s, highest sequence number seen 0.",
            "ended");
        _ = ExpectMsg<Terminated>(Patience);
    }

    [Fact]
    public async Task A_timer_s_message_waits_until_the_write_has_ended()
    {
        var actor = Started();
        Journal.Tell(Writes.Hold);
        actor.Tell(new Do(r =>
        {
            r.Timers.StartSingleTimer("t", "tick", TimeSpan.FromSeconds(1));
            r.Store("a");
        }));
        await Hangs();
        Clock.Advance(TimeSpan.FromSeconds(1));
        actor.Tell("command behind it");
        // An actor that answers has seen all that came before.
        _ = await actor.Ask<ActorIdentity>(new Identify(null), Patience);
        Journal.Tell(new Release());
        Expect("stored a", "command tick", "command command behind it");
    }

    // The call hangs, and the journal has gone on to its next message: the timeout is set.
    private async Task Hangs()
    {
        _ = ExpectMsg<Hanging>(Patience);
        _ = await Journal.Ask<ActorIdentity>(new Identify(null), Patience);
    }
}
