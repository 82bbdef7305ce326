using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actors;

public class ReceiveActorTests : PatientTestKit
{
    public ReceiveActorTests()
        : this("")
    {
    }

    protected ReceiveActorTests(string config)
        : base(config)
    {
    }

    [Fact]
    public void The_first_handler_that_fits_wins_base_types_and_interfaces_included()
    {
        var actor = ActorOf(() => new InOrder(TestActor));
        actor.Tell(new ArgumentNullException("x"));
        actor.Tell(new InvalidOperationException());
        actor.Tell(5);
        actor.Tell(-5);
        actor.Tell(6L);
        actor.Tell("text");
        ExpectMsg("argument");
        ExpectMsg("exception");
        ExpectMsg("positive");
        ExpectMsg("comparable");
        ExpectMsg("even long");
        ExpectMsg("comparable");
    }

    [Fact]
    public void A_handler_that_returns_false_passes_the_message_on()
    {
        var actor = ActorOf(() => new InOrder(TestActor));
        actor.Tell(7L);
        ExpectMsg("comparable");
    }

    [Fact]
    public void A_message_nobody_knows_is_published_as_unhandled_and_the_actor_goes_on()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = ActorOf(() => new InOrder(TestActor));
        actor.Tell(new object());
        ExpectMsg<UnhandledMessage>(m => Assert.Equal(actor, m.Recipient));
        actor.Tell("text");
        ExpectMsg("comparable");
    }

    [Fact]
    public void Become_in_the_constructor_is_the_first_behaviour()
    {
        var actor = ActorOf(() => new Door());
        actor.Tell("who");
        ExpectMsg("open");
    }

    [Fact]
    public void Become_replaces_and_UnbecomeStacked_goes_back()
    {
        var actor = ActorOf(() => new Door());
        actor.Tell("close");
        actor.Tell("who");
        ExpectMsg("closed");
        actor.Tell("lock");
        actor.Tell("who");
        ExpectMsg("locked");
        actor.Tell("unlock");
        actor.Tell("who");
        ExpectMsg("closed");
    }

    [Fact]
    public void Receive_outside_of_constructor_and_Become_throws()
    {
        var actor = ActorOf(() => new Late());
        actor.Tell("now");
        ExpectMsg<InvalidOperationException>();
    }

    [Fact]
    public void Nothing_may_be_registered_behind_a_handler_for_everything()
    {
        var actor = ActorOf(() => new BehindAny());
        actor.Tell("now");
        ExpectMsg<InvalidOperationException>();
    }

    [Fact]
    public void ReceiveAsync_keeps_the_mailbox_waiting_and_Sender_after_an_await()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = ActorOf(() => new Slow(gate.Task));
        actor.Tell("wait");
        actor.Tell(1);
        ExpectMsg("waiting");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        gate.SetResult();
        ExpectMsg("done waiting");
        ExpectMsg(1);
    }

    [Fact]
    public void A_failing_ReceiveAsync_is_its_supervisors_business()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = ActorOf(() => new Slow(gate.Task));
        EventFilter.Exception<InvalidOperationException>("late").ExpectOne(() =>
        {
            actor.Tell("wait");
            gate.SetException(new InvalidOperationException("late"));
        });
        ExpectMsg("waiting");
        actor.Tell(2);
        ExpectMsg(2);
    }

    private sealed class InOrder : ReceiveActor
    {
        public InOrder(IActorRef probe)
        {
            Receive<ArgumentException>(_ => probe.Tell("argument"));
            Receive<Exception>(_ => probe.Tell("exception"));
            Receive<int>(i => i > 0, _ => probe.Tell("positive"));
            Receive<long>(l =>
            {
                if (l % 2 != 0)
                    return false;
                probe.Tell("even long");
                return true;
            });
            var comparable = typeof(IComparable);
            Receive(comparable, _ => probe.Tell("comparable"));
        }
    }

    private sealed class Door : ReceiveActor
    {
        public Door() => Become(Open);

        private void Open()
        {
            Receive<string>(m => m == "who", _ => Sender.Tell("open"));
            Receive<string>(m => m == "close", _ => Become(Closed));
        }

        private void Closed()
        {
            Receive<string>(m => m == "who", _ => Sender.Tell("closed"));
            Receive<string>(m => m == "lock", _ => BecomeStacked(Locked));
        }

        private void Locked()
        {
            Receive<string>(m => m == "unlock", _ => UnbecomeStacked());
            Receive<string>(m => m == "who", _ => Sender.Tell("locked"));
        }
    }

    private sealed class Late : ReceiveActor
    {
        public Late() => Receive<string>(_ => Sender.Tell(Record.Exception(() => Receive<int>(_ => { }))));
    }

    private sealed class BehindAny : ReceiveActor
    {
        public BehindAny()
        {
            Exception? thrown = null;
            ReceiveAny(_ => Sender.Tell(thrown!));
            thrown = Record.Exception(() => Receive<int>(_ => { }));
        }
    }

    private sealed class Slow : ReceiveActor
    {
        public Slow(Task gate)
        {
            ReceiveAsync<string>(async m =>
            {
                Sender.Tell("waiting");
                await gate;
                await Task.Yield();
                Sender.Tell("done waiting");
            });
            Receive<int>(i => Sender.Tell(i));
        }
    }
}
