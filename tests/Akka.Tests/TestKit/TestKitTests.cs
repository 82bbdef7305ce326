using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Xunit.Sdk;

namespace Akka.Tests.TestKits;

public class TestKitTests : PatientTestKit
{
    // For what does not come; and for what does, however busy the machine is.
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30), Long = TimeSpan.FromMinutes(3);

    [Fact]
    public void ExpectMsg_fails_when_nothing_or_the_wrong_thing_comes()
    {
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Short));
        TestActor.Tell(1);
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Short));
        TestActor.Tell("a");
        Assert.ThrowsAny<XunitException>(() => ExpectMsg("b", Short));
        TestActor.Tell("a");
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(m => m == "b", Short));
        TestActor.Tell("a");
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(m => Assert.Equal("b", m), Short));
        TestActor.Tell("a");
        Assert.ThrowsAny<XunitException>(() => ExpectNoMsg(TimeSpan.Zero));
    }

    [Fact]
    public async Task The_async_forms_expect_the_same()
    {
        TestActor.Tell("a");
        Assert.Equal("a", await ExpectMsgAsync<string>());
        TestActor.Tell("b");
        await ExpectMsgAsync("b");
        await ExpectNoMsgAsync(Short);
        await Assert.ThrowsAnyAsync<XunitException>(async () => await ExpectMsgAsync<string>(Short));
        TestActor.Tell(1);
        TestActor.Tell("c");
        Assert.Equal("c", await FishForMessageAsync<string>(m => m == "c"));
        TestActor.Tell(1);
        TestActor.Tell(2);
        var both = new List<object>();
        await foreach (var message in ReceiveNAsync(2))
            both.Add(message);
        Assert.Equal([1, 2], both);
        Assert.Null(await ReceiveOneAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task The_test_actor_stays_the_implicit_sender_after_an_await()
    {
        await Task.Yield();
        var echo = ActorOf(() => new Echo());
        echo.Tell("one");
        await ExpectMsgAsync("one");
        await Task.Delay(1);
        echo.Tell("two");
        await ExpectMsgAsync("two");
    }

    [Fact]
    public void AnyOf_and_AllOf_take_what_comes_in_any_order()
    {
        foreach (var i in new[] { 3, 1, 2, 1 })
            TestActor.Tell(i);
        ExpectMsgAllOf(1, 2, 3);
        Assert.Equal(1, ExpectMsgAnyOf(1, 2));
        TestActor.Tell(5);
        Assert.ThrowsAny<XunitException>(() => ExpectMsgAllOf(Short, 1));
    }

    [Fact]
    public void ReceiveWhile_leaves_the_first_message_that_does_not_fit()
    {
        foreach (var m in new object[] { "a", "b", "end", "c", 1 })
            TestActor.Tell(m);
        Assert.Equal(["a", "b"], ReceiveWhile<string>(m => m != "end", Long));
        ExpectMsg("end");
        Assert.Equal(["c"], ReceiveWhile(Long, m => m as string));
        ExpectMsg(1);
        Assert.Empty(ReceiveWhile(Short, m => m as string));
    }

    [Fact]
    public void Within_shares_its_time_and_fails_when_it_is_used_up()
    {
        Within(Long, () =>
        {
            Assert.True(Remaining <= Long);
            TestActor.Tell("x");
            ExpectMsg("x");
        });
        Assert.ThrowsAny<XunitException>(() => Within(Short, () => { ExpectMsg<string>(); }));
        Assert.ThrowsAny<XunitException>(() => Within(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), () => { }));
        Assert.Throws<InvalidOperationException>(() => Remaining);
    }

    [Fact]
    public void AwaitAssert_and_AwaitCondition_try_again_until_the_time_is_up()
    {
        var tries = 0;
        AwaitAssert(() => Assert.Equal(3, ++tries), interval: TimeSpan.FromMilliseconds(1));
        AwaitCondition(() => ++tries > 5, Long, TimeSpan.FromMilliseconds(1));
        Assert.ThrowsAny<XunitException>(() => AwaitAssert(() => Assert.Fail("never"), Short));
        Assert.ThrowsAny<XunitException>(() => AwaitCondition(() => false, Short));
    }

    [Fact]
    public void Ignored_messages_do_not_reach_the_test()
    {
        IgnoreMessages<int>(i => i < 0);
        TestActor.Tell(-1);
        TestActor.Tell(1);
        ExpectMsg(1);
        IgnoreNoMessages();
        TestActor.Tell(-1);
        ExpectMsg(-1);
    }

    [Fact]
    public void A_probe_replies_sends_and_forwards()
    {
        var probe = CreateTestProbe();
        var echo = ActorOf(() => new Echo());
        probe.Send(echo, "ping");
        probe.ExpectMsg("ping");
        Assert.Equal(echo, probe.Sender);
        probe.Ref.Tell("question");
        probe.ExpectMsg("question");
        probe.Reply("answer");
        ExpectMsg("answer");
        Assert.Equal(probe.Ref, LastSender);
        probe.Tell("pass on", TestActor);
        probe.ExpectMsg("pass on");
        probe.Forward(echo);
        ExpectMsg("pass on");
    }

    [Fact]
    public void An_auto_pilot_answers_until_it_is_off()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"auto {message}");
            return Equals(message, 2) ? NoAutoPilot.Instance : KeepRunning.Instance;
        }));
        foreach (var i in new[] { 1, 2, 3 })
            probe.Ref.Tell(i);
        ExpectMsg("auto 1");
        ExpectMsg("auto 2");
        ExpectNoMsg(Short);
        Assert.Equal([1, 2, 3], probe.ReceiveN(3));
    }

    [Fact]
    public void A_test_actor_ref_shows_the_instance_and_throws_what_it_throws()
    {
        var actor = ActorOfAsTestActorRef(() => new Echo());
        actor.Tell("hi");
        ExpectMsg("hi");
        Assert.Equal(1, actor.UnderlyingActor.Count);
        Assert.Throws<InvalidOperationException>(() => actor.Receive(5));
        Assert.Equal(actor.Path, actor.Ref.Path);
    }

    [Fact]
    public void A_child_of_the_test_actor_is_supervised_by_it()
    {
        var child = ChildActorOf(Props.Create(() => new Echo()), "child", SupervisorStrategy.StoppingStrategy);
        Assert.Equal(TestActor.Path, child.Path.Parent);
        Watch(child);
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() => child.Tell(5));
        ExpectTerminated(child);
    }

    [Fact]
    public void A_filter_counts_exactly()
    {
        EventFilter.Error("one").And.Warning("two").Expect(2, () =>
        {
            Log.Error("one");
            Log.Warning("two");
        });
        Assert.ThrowsAny<XunitException>(() => EventFilter.Error("none").ExpectOne(Short, () => { }));
        Assert.ThrowsAny<XunitException>(() => EventFilter.Warning("twice").Expect(0, () =>
        {
            Log.Warning("twice");
            EventFilter.Warning("twice").ExpectOne(() => Log.Warning("twice"));
        }));
        using (EventFilter.Error(start: "muted").Mute())
            Log.Error("muted error");
    }

    [Fact]
    public void Times_are_stretched_by_the_factor() => Assert.Equal(Short, Short.Dilated(this));

    private sealed class Echo : ReceiveActor
    {
        public Echo()
        {
            Receive<string>(m =>
            {
                Count++;
                Sender.Tell(m);
            });
            Receive<int>(_ => throw new InvalidOperationException("asked to"));
        }

        public int Count { get; private set; }
    }
}
