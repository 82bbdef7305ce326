using Akka.Actor;

namespace Akka.Tests.Supervision;

public class SupervisionTests : PatientTestKit
{
    public SupervisionTests()
        : this("")
    {
    }

    protected SupervisionTests(string config)
        : base(config)
    {
    }

    [Fact]
    public void Resume_keeps_the_state()
    {
        var child = ChildUnder(new OneForOneStrategy(_ => Directive.Resume));
        child.Tell(5);
        EventFilter.Warning(contains: "asked to").ExpectOne(() => child.Tell("fail"));
        child.Tell("get");
        ExpectMsg(5);
    }

    [Fact]
    public void Restart_loses_the_state_and_keeps_the_reference()
    {
        var child = ChildUnder(new OneForOneStrategy(_ => Directive.Restart));
        child.Tell(5);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => child.Tell("fail"));
        child.Tell("get");
        ExpectMsg(0);
    }

    [Fact]
    public void Stop_ends_the_child()
    {
        var child = ChildUnder(new OneForOneStrategy(_ => Directive.Stop));
        Watch(child);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => child.Tell("fail"));
        ExpectTerminated(child);
    }

    [Fact]
    public void Escalate_fails_the_supervisor_with_the_same_cause()
    {
        var grandparent = ActorOf(() => new Supervisor(new OneForOneStrategy(_ => Directive.Stop)));
        grandparent.Tell(Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Escalate))));
        var parent = ExpectMsg<IActorRef>();
        parent.Tell(Props.Create(() => new Number()));
        var child = ExpectMsg<IActorRef>();
        Watch(parent);
        EventFilter.Exception<InvalidOperationException>("asked to").ExpectOne(() => child.Tell("fail"));
        ExpectTerminated(parent);
    }

    [Fact]
    public void A_budget_of_restarts_ends_with_a_stop()
    {
        var child = ChildUnder(new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Watch(child);
        EventFilter.Exception<InvalidOperationException>().Expect(3, () =>
        {
            for (var i = 0; i < 3; i++)
                child.Tell("fail");
        });
        ExpectTerminated(child);
    }

    [Fact]
    public void A_budget_of_none_stops_at_the_first_failure()
    {
        var child = ChildUnder(new OneForOneStrategy(0, TimeSpan.FromMinutes(1), _ => Directive.Restart));
        Watch(child);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => child.Tell("fail"));
        ExpectTerminated(child);
    }

    [Fact]
    public void AllForOne_restarts_the_siblings_too()
    {
        var parent = ActorOf(() => new Supervisor(new AllForOneStrategy(_ => Directive.Restart)));
        var first = ChildOf(parent);
        var second = ChildOf(parent);
        first.Tell(1);
        second.Tell(2);
        second.Tell("get");
        ExpectMsg(2);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => first.Tell("fail"));
        AwaitAssert(() =>
        {
            second.Tell("get");
            ExpectMsg(0);
        });
    }

    [Fact]
    public void OneForOne_leaves_the_siblings_alone()
    {
        var parent = ActorOf(() => new Supervisor(new OneForOneStrategy(_ => Directive.Restart)));
        var first = ChildOf(parent);
        var second = ChildOf(parent);
        second.Tell(2);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => first.Tell("fail"));
        first.Tell("get");
        ExpectMsg(0);
        second.Tell("get");
        ExpectMsg(2);
    }

    [Fact]
    public void A_strategy_in_the_recipe_overrides_the_actors_own()
    {
        var parent = Sys.ActorOf(Props.Create(() => new Supervisor(new OneForOneStrategy(_ => Directive.Stop)))
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume)));
        var child = ChildOf(parent);
        child.Tell(3);
        EventFilter.Warning(contains: "asked to").ExpectOne(() => child.Tell("fail"));
        child.Tell("get");
        ExpectMsg(3);
    }

    [Fact]
    public void A_child_that_was_stopped_while_failed_ends()
    {
        var parent = ActorOf(() => new Supervisor(new OneForOneStrategy(_ => Directive.Restart)));
        var child = ChildOf(parent);
        Watch(child);
        EventFilter.Exception<InvalidOperationException>().Mute(() =>
        {
            child.Tell("fail");
            Sys.Stop(child);
            ExpectTerminated(child);
        });
    }

    [Fact]
    public void An_unhandled_end_of_a_watched_actor_fails_the_watcher()
    {
        var other = ActorOf(() => new Number());
        var watcher = ActorOf(() => new Watcher(other));
        Watch(watcher);
        watcher.Tell("ready?");
        ExpectMsg("ready");
        EventFilter.Exception<DeathPactException>().ExpectOne(() => Sys.Stop(other));
        ExpectTerminated(watcher);
    }

    private IActorRef ChildUnder(SupervisorStrategy strategy) => ChildOf(ActorOf(() => new Supervisor(strategy)));

    private IActorRef ChildOf(IActorRef parent)
    {
        parent.Tell(Props.Create(() => new Number()));
        return ExpectMsg<IActorRef>();
    }

    private sealed class Supervisor : ReceiveActor
    {
        private readonly SupervisorStrategy _strategy;

        public Supervisor(SupervisorStrategy strategy)
        {
            _strategy = strategy;
            Receive<Props>(p => Sender.Tell(Context.ActorOf(p)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    private sealed class Number : ReceiveActor
    {
        private int _number;

        public Number()
        {
            Receive<int>(i => _number = i);
            Receive<string>(m => m == "get", _ => Sender.Tell(_number));
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("asked to"));
        }
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef other)
        {
            Context.Watch(other);
            Receive<string>(_ => Sender.Tell("ready"));
        }
    }
}
