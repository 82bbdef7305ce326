using Akka.Actor;

namespace Akka.Tests.Actors;

public class DeathWatchTests : PatientTestKit
{
    [Fact]
    public void Every_watcher_hears_of_the_end_once()
    {
        var actor = ActorOf(() => new Idle());
        var probes = Enumerable.Range(0, 5).Select(_ => CreateTestProbe()).ToList();
        foreach (var probe in probes)
        {
            probe.Watch(actor);
            probe.Watch(actor);
        }

        Sys.Stop(actor);
        foreach (var probe in probes)
        {
            probe.ExpectTerminated(actor);
            probe.ExpectNoMsg(TimeSpan.Zero);
        }
    }

    [Fact]
    public void Watching_one_that_has_ended_is_answered_at_once()
    {
        var actor = ActorOf(() => new Idle());
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        var late = CreateTestProbe();
        late.Watch(actor);
        late.ExpectTerminated(actor);
    }

    [Fact]
    public async Task A_watch_is_answered_even_when_it_races_with_the_end()
    {
        for (var i = 0; i < 500; i++)
        {
            var actor = ActorOf(() => new Idle());
            var probe = CreateTestProbe();
            var start = new ManualResetEventSlim();
            var stopping = Task.Run(() =>
            {
                start.Wait();
                Sys.Stop(actor);
            });
            start.Set();
            probe.Watch(actor);
            probe.ExpectTerminated(actor);
            await stopping;
        }
    }

    [Fact]
    public void Unwatch_takes_back_a_notice_that_already_waits_in_the_mailbox()
    {
        var victim = ActorOf(() => new Idle());
        var gate = new ManualResetEventSlim();
        var watcher = ActorOf(() => new Unwatcher(victim, gate, TestActor));
        Watch(victim);
        watcher.Tell("begin");
        ExpectMsg("blocked");
        Sys.Stop(victim);
        ExpectTerminated(victim);
        gate.Set();
        watcher.Tell("after");
        ExpectMsg("after");
    }

    [Fact]
    public void WatchWith_brings_a_message_of_ones_own()
    {
        var victim = ActorOf(() => new Idle());
        var watcher = ActorOf(() => new CustomWatcher(victim, TestActor));
        watcher.Tell("ready?");
        ExpectMsg("ready?");
        Sys.Stop(victim);
        ExpectMsg("it is gone");
    }

    [Fact]
    public void Messages_to_one_that_has_ended_become_dead_letters()
    {
        var actor = ActorOf(() => new Idle());
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        EventFilter.DeadLetter<string>(s => s == "lost").ExpectOne(() => actor.Tell("lost"));
    }

    [Fact]
    public async Task No_message_is_lost_in_silence_when_an_actor_ends_while_others_send()
    {
        for (var round = 0; round < 50; round++)
        {
            var letters = CreateTestProbe();
            Sys.EventStream.Subscribe(letters, typeof(Event.DeadLetter));
            var counter = new Counted();
            var actor = ActorOf(() => new Counting(counter));
            var senders = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < 200; i++)
                    actor.Tell(new object(), ActorRefs.NoSender);
            })).ToArray();
            Sys.Stop(actor);
            await Task.WhenAll(senders);
            letters.AwaitCondition(() => letters.HasMessages || Volatile.Read(ref counter.Value) == 400);
            var dead = 0;
            letters.AwaitAssert(() =>
            {
                while (letters.ReceiveOne(TimeSpan.Zero) is not null)
                    dead++;
                Assert.Equal(400, dead + Volatile.Read(ref counter.Value));
            });
            Sys.EventStream.Unsubscribe(letters);
        }
    }

    private sealed class Counted
    {
        public int Value;
    }

    private sealed class Counting : ReceiveActor
    {
        public Counting(Counted counted) => ReceiveAny(_ => Interlocked.Increment(ref counted.Value));
    }

    private sealed class Idle : ReceiveActor;

    private sealed class Unwatcher : ReceiveActor
    {
        public Unwatcher(IActorRef victim, ManualResetEventSlim gate, IActorRef probe)
        {
            Context.Watch(victim);
            Receive<string>(m => m == "begin", _ =>
            {
                probe.Tell("blocked");
                gate.Wait(TimeSpan.FromSeconds(10));
                Context.Unwatch(victim);
            });
            ReceiveAny(m => probe.Tell(m));
        }
    }

    private sealed class CustomWatcher : ReceiveActor
    {
        public CustomWatcher(IActorRef victim, IActorRef probe)
        {
            Context.WatchWith(victim, "it is gone");
            ReceiveAny(m => probe.Tell(m));
        }
    }
}
