using Akka.Actor;
using Akka.TestKit;

namespace Akka.Tests.Timers;

public class TimerTests : PatientTestKit
{
    public TimerTests()
        : base("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
    {
    }

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void A_single_timer_fires_once_at_its_time()
    {
        var actor = Timed();
        actor.Tell(new Single("k", "tick", 10));
        ExpectMsg("started");
        Clock.Advance(TimeSpan.FromSeconds(9));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("tick");
        Clock.Advance(TimeSpan.FromSeconds(100));
        actor.Tell("active k");
        ExpectMsg(false);
    }

    [Fact]
    public void A_periodic_timer_fires_once_an_advance_however_far()
    {
        var actor = Timed();
        actor.Tell(new Periodic("k", "tick", 1));
        ExpectMsg("started");
        Clock.Advance(TimeSpan.FromSeconds(10));
        ExpectMsg("tick");
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("tick");
        actor.Tell("active k");
        ExpectMsg(true);
    }

    [Fact]
    public void A_timer_of_the_same_key_replaces_the_former()
    {
        var actor = Timed();
        actor.Tell(new Single("k", "old", 10));
        actor.Tell(new Single("k", "new", 20));
        ExpectMsg("started");
        ExpectMsg("started");
        Clock.Advance(TimeSpan.FromSeconds(10));
        Clock.Advance(TimeSpan.FromSeconds(10));
        ExpectMsg("new");
    }

    [Fact]
    public void A_message_of_a_timer_that_was_cancelled_while_it_waited_is_dropped()
    {
        var gate = new ManualResetEventSlim();
        var actor = Timed();
        actor.Tell(new Single("k", "late", 5));
        ExpectMsg("started");
        actor.Tell(gate);
        ExpectMsg("blocked");
        Clock.Advance(TimeSpan.FromSeconds(5));
        actor.Tell("cancel k");
        gate.Set();
        ExpectMsg("late");
    }

    [Fact]
    public void Cancelling_in_the_same_turn_drops_a_message_that_waits()
    {
        var gate = new ManualResetEventSlim();
        var actor = Timed();
        actor.Tell(new Single("k", "late", 5));
        ExpectMsg("started");
        actor.Tell(new BlockThenCancel(gate, "k"));
        ExpectMsg("blocked");
        Clock.Advance(TimeSpan.FromSeconds(5));
        gate.Set();
        actor.Tell("active k");
        ExpectMsg(false);
    }

    [Fact]
    public void A_restart_cancels_all_timers_and_drops_what_they_sent()
    {
        var gate = new ManualResetEventSlim();
        var actor = Timed();
        actor.Tell(new Periodic("k", "tick", 1));
        ExpectMsg("started");
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() =>
        {
            actor.Tell(gate);
            ExpectMsg("blocked");
            Clock.Advance(TimeSpan.FromSeconds(1));
            actor.Tell("nothing");
            gate.Set();
            ExpectMsg("tick");
            actor.Tell("fail");
        });
        actor.Tell("active k");
        ExpectMsg(false);
        Clock.Advance(TimeSpan.FromSeconds(5));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void A_timers_message_can_be_stashed_and_comes_back_as_itself()
    {
        var actor = Timed();
        actor.Tell(new Single("k", "stash me", 1));
        ExpectMsg("started");
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("stashed");
        actor.Tell("unstash");
        ExpectMsg("stash me");
    }

    [Fact]
    public void A_timer_can_end_its_actor_with_a_poison_pill()
    {
        var actor = Timed();
        Watch(actor);
        actor.Tell(new Single("k", PoisonPill.Instance, 1));
        ExpectMsg("started");
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectTerminated(actor);
    }

    [Fact]
    public void A_receive_timeout_comes_when_nothing_comes_and_again_while_it_is_set()
    {
        var actor = WaitingOnThisThread();
        actor.Tell("set");
        ExpectMsg("set");
        Clock.Advance(TimeSpan.FromSeconds(9));
        actor.Tell("alive");
        ExpectMsg("alive");
        Clock.Advance(TimeSpan.FromSeconds(9));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("timeout");
        Clock.Advance(TimeSpan.FromSeconds(10));
        ExpectMsg("timeout");
        actor.Tell("unset");
        ExpectMsg("unset");
        Clock.Advance(TimeSpan.FromSeconds(100));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void A_message_marked_so_does_not_put_the_receive_timeout_off()
    {
        var actor = WaitingOnThisThread();
        actor.Tell("set");
        ExpectMsg("set");
        Clock.Advance(TimeSpan.FromSeconds(9));
        actor.Tell(new Quiet());
        ExpectMsg<Quiet>();
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("timeout");
    }

    /// <summary>The receive timeout is set again after a message was handled, so after its answer was sent: only an actor on
    /// the calling thread has surely done so before the clock moves on.</summary>
    private IActorRef WaitingOnThisThread() =>
        ActorOf(Props.Create(() => new Waiting(TestActor)).WithDispatcher(CallingThreadDispatcher.Id));

    private IActorRef Timed() => ActorOf(() => new TimedActor(TestActor));

    private sealed record Single(string Key, object Message, int Seconds);

    private sealed record Periodic(string Key, object Message, int Seconds);

    private sealed record BlockThenCancel(ManualResetEventSlim Gate, string Key);

    private sealed record Quiet : INotInfluenceReceiveTimeout;

    private sealed class TimedActor : ReceiveActor, IWithTimers, IWithUnboundedStash
    {
        public TimedActor(IActorRef probe)
        {
            Receive<Single>(m =>
            {
                Timers.StartSingleTimer(m.Key, m.Message, TimeSpan.FromSeconds(m.Seconds));
                probe.Tell("started");
            });
            Receive<Periodic>(m =>
            {
                Timers.StartPeriodicTimer(m.Key, m.Message, TimeSpan.FromSeconds(m.Seconds));
                probe.Tell("started");
            });
            Receive<ManualResetEventSlim>(gate => Block(gate, probe));
            Receive<BlockThenCancel>(m =>
            {
                Block(m.Gate, probe);
                Timers.Cancel(m.Key);
            });
            Receive<string>(m => m == "cancel k", _ => Timers.Cancel("k"));
            Receive<string>(m => m == "active k", _ => probe.Tell(Timers.IsTimerActive("k")));
            Receive<string>(m => m == "nothing", _ => { });
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("asked to"));
            Receive<string>(m => m == "stash me", _ =>
            {
                Stash.Stash();
                probe.Tell("stashed");
            });
            Receive<string>(m => m == "unstash", _ =>
            {
                Become(() => ReceiveAny(m => probe.Tell(m)));
                Stash.UnstashAll();
            });
            Receive<string>(m => probe.Tell(m));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        public IStash Stash { get; set; } = null!;

        private static void Block(ManualResetEventSlim gate, IActorRef probe)
        {
            probe.Tell("blocked");
            gate.Wait(TimeSpan.FromSeconds(10));
        }
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting(IActorRef probe)
        {
            Receive<ReceiveTimeout>(_ => probe.Tell("timeout"));
            Receive<string>(m =>
            {
                if (m == "set")
                    SetReceiveTimeout(TimeSpan.FromSeconds(10));
                if (m == "unset")
                    SetReceiveTimeout(null);
                probe.Tell(m);
            });
            Receive<Quiet>(m => probe.Tell(m));
        }
    }
}
