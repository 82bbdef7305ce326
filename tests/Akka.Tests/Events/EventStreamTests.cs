using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Events;

public class EventStreamTests : PatientTestKit
{
    [Fact]
    public void Subscribers_get_a_type_its_derived_types_and_implementations()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(INews));
        Sys.EventStream.Publish(new Good());
        Sys.EventStream.Publish(new Bad());
        Sys.EventStream.Publish("no news");
        ExpectMsg<Good>();
        ExpectMsg<Bad>();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void A_subscriber_of_two_fitting_types_gets_an_event_once()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(INews)));
        Assert.True(Sys.EventStream.Subscribe<Good>(TestActor));
        Assert.False(Sys.EventStream.Subscribe<Good>(TestActor));
        Sys.EventStream.Publish(new Good());
        ExpectMsg<Good>();
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Unsubscribe_ends_one_type_or_all()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(Good));
        Sys.EventStream.Subscribe(TestActor, typeof(Bad));
        Sys.EventStream.Unsubscribe(TestActor, typeof(Good));
        Sys.EventStream.Publish(new Good());
        Sys.EventStream.Publish(new Bad());
        ExpectMsg<Bad>();
        Assert.True(Sys.EventStream.Unsubscribe(TestActor));
        Assert.False(Sys.EventStream.Unsubscribe(TestActor));
        Sys.EventStream.Publish(new Bad());
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void An_actor_that_ends_is_unsubscribed()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe, typeof(Good));
        Watch(probe);
        Sys.Stop(probe);
        ExpectTerminated(probe);
        AwaitCondition(() => !Sys.EventStream.Unsubscribe(probe.Ref) || !Sys.EventStream.Subscribe(probe.Ref, typeof(Bad)) || !Sys.EventStream.Unsubscribe(probe.Ref));
    }

    [Fact]
    public void A_suppressed_message_is_no_ordinary_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(AllDeadLetters));
        Sys.DeadLetters.Tell(new Unimportant());
        ExpectMsg<SuppressedDeadLetter>();
        Sys.DeadLetters.Tell("lost");
        ExpectMsg<DeadLetter>(d => Assert.Equal("lost", d.Message));
        Sys.EventStream.Unsubscribe(TestActor);
    }

    private interface INews;

    private record Good : INews;

    private sealed record Bad : Good;

    private sealed record Unimportant : IDeadLetterSuppression;
}
