using Akka.Actor;

namespace Akka.Tests.Actors;

public class ActorSelectionTests : PatientTestKit
{
    [Fact]
    public async Task A_selection_finds_a_living_actor_by_its_path()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()), "echo");
        var found = await Sys.ActorSelection("/user/echo").ResolveOne(TimeSpan.FromSeconds(3));
        Assert.Equal(actor, found);
        found = await Sys.ActorSelection("user/../user/echo".Insert(0, "/")).ResolveOne(TimeSpan.FromSeconds(3));
        Assert.Equal(actor, found);
    }

    [Fact]
    public async Task A_selection_without_an_actor_is_not_found() =>
        await Assert.ThrowsAsync<ActorNotFoundException>(() => Sys.ActorSelection("/user/nobody").ResolveOne(TimeSpan.FromSeconds(3)));

    [Fact]
    public void Wildcards_reach_all_that_fit()
    {
        foreach (var name in new[] { "w-1", "w-2", "other" })
            Sys.ActorOf(Props.Create(() => new Echo()), name);
        Sys.ActorSelection("/user/w-*").Tell("hi", TestActor);
        ExpectMsgAllOf("w-1", "w-2");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Without_a_sender_an_actor_tells_a_selection_in_its_own_name()
    {
        _ = Sys.ActorOf(Props.Create(() => new Echo()), "echo");
        var asking = Sys.ActorOf(Props.Create(() => new Asking(TestActor)), "asking");
        asking.Tell("ask");
        ExpectMsg("asking got echo");
    }

    [Fact]
    public void A_message_to_nobody_becomes_a_dead_letter() =>
        EventFilter.DeadLetter<string>().ExpectOne(() => Sys.ActorSelection("/user/nobody").Tell("lost", TestActor));

    [Fact]
    public void Identify_is_answered_by_every_actor()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Echo()));
        actor.Tell(new Identify(7));
        ExpectMsg<ActorIdentity>(i =>
        {
            Assert.Equal(7, i.MessageId);
            Assert.Equal(actor, i.Subject);
        });
    }

    private sealed class Asking : ReceiveActor
    {
        public Asking(IActorRef log)
        {
            Receive<string>(_ => Context.ActorSelection("/user/echo").Tell("hi"), text => text == "ask");
            ReceiveAny(answer => log.Tell($"{Self.Path.Name} got {answer}"));
        }
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => Receive<string>(_ => Sender.Tell(Self.Path.Name));
    }
}
