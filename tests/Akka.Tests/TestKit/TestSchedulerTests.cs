using Akka.Actor;
using Akka.TestKit;

namespace Akka.Tests.TestKits;

public class TestSchedulerTests : PatientTestKit
{
    public TestSchedulerTests()
        : base("""akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """)
    {
    }

    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void What_is_due_fires_in_due_order()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(2), TestActor, "second", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(1), TestActor, "first", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(3), TestActor, "third", ActorRefs.NoSender);
        Clock.Advance(TimeSpan.FromSeconds(2));
        ExpectMsg("first");
        ExpectMsg("second");
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void What_was_cancelled_does_not_fire()
    {
        var once = Sys.Scheduler.ScheduleTellOnceCancelable(TimeSpan.FromSeconds(1), TestActor, "once", ActorRefs.NoSender);
        var again = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), TestActor, "again", ActorRefs.NoSender);
        once.Cancel();
        Clock.Advance(TimeSpan.FromSeconds(1));
        ExpectMsg("again");
        again.Cancel();
        Clock.Advance(TimeSpan.FromSeconds(10));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Time_moves_by_the_test_only_and_never_back()
    {
        var now = Clock.Now;
        Clock.AdvanceTo(now + TimeSpan.FromHours(1));
        Assert.Equal(now + TimeSpan.FromHours(1), Clock.Now);
        Assert.Throws<ArgumentException>(() => Clock.AdvanceTo(now));
        Assert.Equal(TimeSpan.FromHours(1), Clock.MonotonicClock);
    }

    [Fact]
    public void Delegates_run_at_their_times()
    {
        var ran = 0;
        Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(1), () => ran++);
        Sys.Scheduler.Advanced.ScheduleRepeatedly(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), () => ran += 10);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(21, ran);
    }
}
