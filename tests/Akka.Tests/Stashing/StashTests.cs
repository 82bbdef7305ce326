using Akka.Actor;

namespace Akka.Tests.Stashing;

public class StashTests : PatientTestKit
{
    public StashTests()
        : this("")
    {
    }

    protected StashTests(string config)
        : base(config)
    {
    }

    [Fact]
    public void Stashed_messages_come_back_in_their_order_before_newer_ones()
    {
        var actor = ActorOf(() => new Gate());
        foreach (var i in Enumerable.Range(1, 5))
            actor.Tell(i);
        actor.Tell("open");
        actor.Tell(6);
        for (var i = 1; i <= 6; i++)
            ExpectMsg(i);
    }

    [Fact]
    public void A_stashed_message_keeps_its_sender()
    {
        var other = CreateTestProbe();
        var actor = ActorOf(() => new Gate());
        actor.Tell(1, other);
        actor.Tell("open");
        other.ExpectMsg(1);
    }

    [Fact]
    public void A_message_cannot_be_stashed_twice()
    {
        var actor = ActorOf(() => new Gate());
        actor.Tell("twice");
        ExpectMsg<IllegalActorStateException>();
    }

    [Fact]
    public void The_same_object_can_be_stashed_once_for_each_time_it_came()
    {
        var same = (object)7;
        var actor = ActorOf(() => new Gate());
        actor.Tell(same);
        actor.Tell(same);
        actor.Tell("open");
        ExpectMsg(7);
        ExpectMsg(7);
    }

    [Fact]
    public void A_restart_brings_stashed_messages_back()
    {
        var actor = ActorOf(() => new Gate());
        actor.Tell(1);
        actor.Tell(2);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => actor.Tell("fail"));
        actor.Tell("open");
        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void What_is_stashed_at_the_end_becomes_dead_letters()
    {
        var actor = ActorOf(() => new Gate());
        actor.Tell(1);
        EventFilter.DeadLetter<int>().ExpectOne(() => actor.Tell(PoisonPill.Instance));
    }

    [Fact]
    public void Unstash_brings_one_back_and_a_predicate_forgets_the_rest()
    {
        var actor = ActorOf(() => new Gate());
        foreach (var i in Enumerable.Range(1, 4))
            actor.Tell(i);
        actor.Tell("open even");
        ExpectMsg(2);
        ExpectMsg(4);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    private sealed class Gate : ReceiveActor, IWithUnboundedStash
    {
        public Gate()
        {
            Receive<int>(_ => Stash.Stash());
            Receive<string>(m => m == "open", _ => Open(_ => true));
            Receive<string>(m => m == "open even", _ => Open(e => e.Message is int i && i % 2 == 0));
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("asked to"));
            Receive<string>(m => m == "twice", _ =>
            {
                Stash.Stash();
                Sender.Tell(Record.Exception(Stash.Stash));
            });
        }

        public IStash Stash { get; set; } = null!;

        private void Open(Func<Envelope, bool> which)
        {
            Become(() => Receive<int>(i => Sender.Tell(i)));
            Stash.UnstashAll(which);
        }
    }
}
