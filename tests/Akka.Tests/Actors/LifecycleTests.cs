using Akka.Actor;

namespace Akka.Tests.Actors;

public class LifecycleTests : PatientTestKit
{
    public LifecycleTests()
        : this("")
    {
    }

    protected LifecycleTests(string config)
        : base(config)
    {
    }

    [Fact]
    public void PreStart_comes_before_the_first_message_and_PostStop_after_the_last()
    {
        var actor = ActorOf(() => new Recorder(TestActor));
        actor.Tell("hello");
        actor.Tell(PoisonPill.Instance);
        ExpectMsg("PreStart 1");
        ExpectMsg("hello");
        ExpectMsg("PostStop 1");
    }

    [Fact]
    public void A_restart_calls_PreRestart_on_the_old_instance_and_PostRestart_on_the_new()
    {
        var actor = ActorOf(() => new Recorder(TestActor));
        ExpectMsg("PreStart 1");
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => actor.Tell("fail"));
        ExpectMsg("PreRestart 1 fail");
        ExpectMsg("PostStop 1");
        ExpectMsg("PostRestart 2");
        ExpectMsg("PreStart 2");
    }

    [Fact]
    public void The_message_an_actor_failed_on_is_not_handled_again()
    {
        var actor = ActorOf(() => new Recorder(TestActor));
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() =>
        {
            actor.Tell("fail");
            actor.Tell("next");
        });
        FishForMessage<string>(m => m == "PreStart 2");
        ExpectMsg("next");
    }

    [Fact]
    public void The_default_PreRestart_stops_all_children_before_the_new_instance_begins()
    {
        var parent = ActorOf(() => new ParentOfOne(TestActor));
        var child = ExpectMsg<IActorRef>();
        Watch(child);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => parent.Tell("fail"));
        var messages = ReceiveN(2);
        Assert.Contains(messages, m => m is Terminated t && t.ActorRef.Equals(child));
        var next = messages.OfType<IActorRef>().Single();
        Assert.NotEqual(child, next);
        Assert.Equal(child.Path, next.Path);
    }

    [Fact]
    public void An_actor_whose_constructor_throws_is_stopped()
    {
        EventFilter.Exception<ActorInitializationException>().ExpectOne(() =>
        {
            var actor = ActorOf(() => new BrokenActor());
            Watch(actor);
            ExpectTerminated(actor);
        });
    }

    [Fact]
    public void Kill_ends_an_actor_through_its_supervisor()
    {
        var actor = ActorOf(() => new Recorder(TestActor));
        Watch(actor);
        EventFilter.Exception<ActorKilledException>().ExpectOne(() => actor.Tell(Kill.Instance));
        ExpectMsg("PreStart 1");
        ExpectMsg("PostStop 1");
        ExpectTerminated(actor);
    }

    [Fact]
    public void A_constructor_called_with_new_throws() =>
        Assert.Throws<ActorInitializationException>(() => OutsideOfAnyActor(() => new BrokenActor()));

    [Fact]
    public void Context_Self_and_Sender_throw_after_an_await()
    {
        var actor = ActorOf(() => new LateActor());
        actor.Tell("go");
        ExpectMsg<Status.Failure>(f => Assert.IsType<NotSupportedException>(f.Cause));
    }

    [Fact]
    public void A_name_may_be_used_again_once_its_owner_has_ended()
    {
        var first = Sys.ActorOf(Props.Create(() => new Recorder(TestActor)), "name");
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Recorder(TestActor)), "name"));
        ExpectMsg("PreStart 1");
        Watch(first);
        first.Tell(PoisonPill.Instance);
        ExpectMsg("PostStop 1");
        ExpectTerminated(first);

        // Watcher and parent hear of the end independently of each other; the name is free when the parent knows.
        IActorRef? second = null;
        AwaitAssert(() => second = Sys.ActorOf(Props.Create(() => new Recorder(TestActor)), "name"), interval: TimeSpan.FromMilliseconds(1));
        Assert.Equal(first.Path, second!.Path);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("a b")]
    [InlineData("a/b")]
    public void A_name_that_no_path_could_hold_is_refused(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Sys.ActorOf(Props.Create(() => new Recorder(TestActor)), name));

    [Fact]
    public void A_Self_that_was_kept_still_works_in_PostStop_of_a_stopped_parent()
    {
        var parent = ActorOf(() => new ParentOfOne(TestActor));
        var child = ExpectMsg<IActorRef>();
        Watch(parent);
        Watch(child);
        Sys.Stop(parent);
        ExpectTerminated(child);
        ExpectTerminated(parent);
    }

    private static object OutsideOfAnyActor(Func<object> make)
    {
        object? made = null;
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                made = make();
            }
            catch (ActorInitializationException e)
            {
                thrown = e;
            }
        });
        thread.Start();
        thread.Join();
        return thrown is null ? made! : throw thrown;
    }

    private sealed class Recorder : ReceiveActor
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<IActorRef, StrongBox> Incarnations = [];

        private readonly IActorRef _probe;
        private readonly int _number;

        public Recorder(IActorRef probe)
        {
            _probe = probe;
            _number = ++Incarnations.GetOrCreateValue(Self).Value;
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("asked to"));
            ReceiveAny(m => _probe.Tell(m));
        }

        protected override void PreStart() => _probe.Tell($"PreStart {_number}");

        protected override void PostStop() => _probe.Tell($"PostStop {_number}");

        protected override void PreRestart(Exception reason, object message)
        {
            _probe.Tell($"PreRestart {_number} {message}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            _probe.Tell($"PostRestart {_number}");
            base.PostRestart(reason);
        }
    }

    private sealed class StrongBox
    {
        public int Value { get; set; }
    }

    private sealed class ParentOfOne : ReceiveActor
    {
        public ParentOfOne(IActorRef probe)
        {
            probe.Tell(Context.ActorOf(Props.Create(() => new Idle()), "child"));
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("asked to"));
        }
    }

    private sealed class Idle : ReceiveActor;

    private sealed class BrokenActor : ReceiveActor
    {
        public BrokenActor() => throw new InvalidOperationException("broken");
    }

    private sealed class LateActor : ReceiveActor
    {
        public LateActor()
        {
            Receive<string>(m =>
            {
                var asker = Sender;
                _ = LookLater().PipeTo(asker);
            });
        }

        private async Task<object> LookLater()
        {
            await Task.Yield();
            return Self;
        }
    }
}
