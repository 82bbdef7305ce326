using Akka.Actor;
using Akka.Configuration;
using Akka.Routing;

namespace Akka.Tests.Routing;

public class RouterTests : PatientTestKit
{
    public RouterTests()
        : base(ConfigurationFactory.ParseString("""
            akka.actor.deployment {
              /configured {
                router = round-robin-pool
                nr-of-instances = 3
              }
            }
            """))
    {
    }

    [Fact]
    public void A_round_robin_pool_gives_each_routee_its_turn()
    {
        var router = Pool(3);
        var names = Enumerable.Range(0, 6).Select(_ => AskName(router)).ToList();
        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names.Take(3), names.Skip(3));
    }

    [Fact]
    public void The_sender_stays_who_it_was()
    {
        var other = CreateTestProbe();
        Pool(2).Tell("name", other);
        other.ExpectMsg<string>();
    }

    [Fact]
    public void Broadcast_reaches_every_routee()
    {
        var router = Pool(4);
        router.Tell(new Broadcast("name"));
        Assert.Equal(4, ReceiveN(4).Distinct().Count());
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void A_broadcast_pool_sends_everything_to_all()
    {
        var router = Sys.ActorOf(Props.Create(() => new Worker()).WithRouter(new BroadcastPool(3)));
        router.Tell("name");
        Assert.Equal(3, ReceiveN(3).Distinct().Count());
    }

    [Fact]
    public void A_pool_grows_and_shrinks()
    {
        var router = Pool(2);
        router.Tell(new AdjustPoolSize(3));
        router.Tell(GetRoutees.Instance);
        ExpectMsg<Routees>(r => Assert.Equal(5, r.Members.Count()));
        router.Tell(new AdjustPoolSize(-4));
        router.Tell(GetRoutees.Instance);
        ExpectMsg<Routees>(r => Assert.Single(r.Members));
    }

    [Fact]
    public void A_routee_that_ends_leaves_the_pool_and_the_last_one_ends_it()
    {
        var router = Pool(2);
        Watch(router);
        router.Tell(GetRoutees.Instance);
        var routees = ExpectMsg<Routees>().Members.Cast<ActorRefRoutee>().Select(r => r.Actor).ToList();
        Sys.Stop(routees[0]);
        AwaitAssert(() =>
        {
            router.Tell(GetRoutees.Instance);
            ExpectMsg<Routees>(r => Assert.Single(r.Members));
        });
        Sys.Stop(routees[1]);
        ExpectTerminated(router);
    }

    [Fact]
    public void By_default_only_the_routee_that_failed_is_restarted()
    {
        var router = Pool(2);
        router.Tell(new Broadcast(5));
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => router.Tell("fail"));
        router.Tell(new Broadcast("number"));
        ExpectMsgAllOf(0, 5);
    }

    [Fact]
    public void A_pools_own_strategy_decides()
    {
        var pool = new RoundRobinPool(1).WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Stop));
        var router = Sys.ActorOf(Props.Create(() => new Worker()).WithRouter(pool));
        Watch(router);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => router.Tell("fail"));
        ExpectTerminated(router);
    }

    [Fact]
    public void A_routee_can_be_added_from_outside_and_removed()
    {
        var router = Pool(1);
        var other = CreateTestProbe();
        router.Tell(new AddRoutee(new ActorRefRoutee(other)));
        router.Tell(GetRoutees.Instance);
        ExpectMsg<Routees>(r => Assert.Equal(2, r.Members.Count()));
        router.Tell(new Broadcast("both"));
        other.ExpectMsg("both");
        router.Tell(new RemoveRoutee(new ActorRefRoutee(other)));
        router.Tell(GetRoutees.Instance);
        ExpectMsg<Routees>(r => Assert.Single(r.Members));
    }

    [Fact]
    public void PoisonPill_ends_the_router_with_its_routees_and_a_broadcast_one_drains_them()
    {
        var router = Pool(3);
        Watch(router);
        router.Tell(PoisonPill.Instance);
        ExpectTerminated(router);
        var drained = Pool(3);
        Watch(drained);
        for (var i = 0; i < 30; i++)
            drained.Tell("name");
        drained.Tell(new Broadcast(PoisonPill.Instance));
        Assert.Equal(30, ReceiveN(30).OfType<string>().Count());
        ExpectTerminated(drained);
    }

    [Fact]
    public void A_router_can_be_named_by_the_configuration()
    {
        var router = Sys.ActorOf(Props.Create(() => new Worker()).WithRouter(FromConfig.Instance), "configured");
        router.Tell(GetRoutees.Instance);
        ExpectMsg<Routees>(r => Assert.Equal(3, r.Members.Count()));
        Assert.Throws<ConfigurationException>(() => Sys.ActorOf(Props.Create(() => new Worker()).WithRouter(FromConfig.Instance), "unknown"));
    }

    private IActorRef Pool(int size) => Sys.ActorOf(Props.Create(() => new Worker()).WithRouter(new RoundRobinPool(size)));

    private string AskName(IActorRef router)
    {
        router.Tell("name");
        return ExpectMsg<string>();
    }

    private sealed class Worker : ReceiveActor
    {
        private int _number;

        public Worker()
        {
            Receive<string>(m => m == "name", _ => Sender.Tell(Self.Path.Name));
            Receive<string>(m => m == "number", _ => Sender.Tell(_number));
            Receive<string>(m => m == "fail", _ => throw new InvalidOperationException("asked to"));
            Receive<int>(i => _number = i);
        }
    }
}
