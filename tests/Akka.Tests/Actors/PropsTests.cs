using Akka.Actor;

namespace Akka.Tests.Actors;

public class PropsTests : PatientTestKit
{
    [Fact]
    public void Arguments_are_computed_when_the_recipe_is_made_and_the_actor_when_it_starts()
    {
        var value = 1;
        var props = Props.Create(() => new Holder(value + 1, "a" + value));
        value = 10;
        Sys.ActorOf(props).Tell("?");
        ExpectMsg("2 a1");
    }

    [Fact]
    public void A_recipe_must_be_a_new_expression() =>
        Assert.Throws<ArgumentException>(() => Props.Create(() => Made()));

    [Fact]
    public void A_recipe_can_be_given_by_type_and_arguments()
    {
        Sys.ActorOf(Props.Create<Holder>(3, "b")).Tell("?");
        ExpectMsg("3 b");
        var type = typeof(Holder);
        Sys.ActorOf(Props.Create(type, 4, "c")).Tell("?");
        ExpectMsg("4 c");
    }

    [Fact]
    public void A_producer_makes_every_instance_and_gets_it_back()
    {
        var producer = new Producer();
        var actor = Sys.ActorOf(Props.CreateBy(producer));
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => actor.Tell("fail"));
        actor.Tell("?");
        ExpectMsg("2 made");
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Assert.Equal(2, producer.Released);
    }

    [Fact]
    public void A_type_that_is_no_actor_is_refused() => Assert.Throws<ArgumentException>(() => Props.Create(typeof(string)));

    private static Holder Made() => new(0, "");

    private sealed class Producer : IIndirectActorProducer
    {
        private int _made;

        public int Released { get; private set; }

        public Type ActorType => typeof(Holder);

        public ActorBase Produce() => new Holder(++_made, "made");

        public void Release(ActorBase actor) => Released++;
    }

    private sealed class Holder : ReceiveActor
    {
        public Holder(int number, string text) => Receive<string>(m =>
        {
            if (m == "fail")
                throw new InvalidOperationException("asked to");
            Sender.Tell($"{number} {text}");
        });
    }
}
