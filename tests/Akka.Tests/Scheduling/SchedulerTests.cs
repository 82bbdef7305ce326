using Akka.Actor;

namespace Akka.Tests.Scheduling;

public class SchedulerTests : PatientTestKit
{
    [Fact]
    public void A_message_comes_at_its_time_and_one_that_repeats_again_and_again()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(20), TestActor, "once", ActorRefs.NoSender);
        ExpectMsg("once");
        var again = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(TimeSpan.Zero, TimeSpan.FromMilliseconds(5), TestActor, "again", ActorRefs.NoSender);
        ReceiveN(5);
        again.Cancel();
        Assert.True(again.IsCancellationRequested);
    }

    [Fact]
    public void An_earlier_deadline_wakes_the_scheduler()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), TestActor, "late", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(10), TestActor, "early", ActorRefs.NoSender);
        ExpectMsg("early");
    }

    [Fact]
    public void A_failing_delegate_is_logged_and_the_others_run()
    {
        EventFilter.Exception<InvalidOperationException>().ExpectOne(() =>
            Sys.Scheduler.Advanced.ScheduleOnce(TimeSpan.Zero, () => throw new InvalidOperationException("bad")));
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.Zero, TestActor, "after", ActorRefs.NoSender);
        ExpectMsg("after");
    }

    [Fact]
    public void Negative_delays_and_empty_intervals_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(-1), TestActor, "", ActorRefs.NoSender));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Sys.Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, TimeSpan.Zero, TestActor, "", ActorRefs.NoSender));
    }

    [Fact]
    public void A_heap_of_deadlines_gives_the_earliest_whatever_was_taken_out()
    {
        var random = new Random(7);
        var heap = new DeadlineHeap();
        var all = Enumerable.Range(0, 500).Select(_ => new Deadline(() => { }, null) { Due = TimeSpan.FromTicks(random.Next(100)) }).ToList();
        foreach (var deadline in all)
            heap.Add(deadline);
        foreach (var deadline in all.Where((_, i) => i % 3 == 0))
            heap.Remove(deadline);
        var left = all.Where((_, i) => i % 3 != 0).Select(d => d.Due).Order().ToList();
        var got = new List<TimeSpan>();
        while (heap.Next is { } next)
        {
            got.Add(next.Due);
            heap.Remove(next);
        }

        Assert.Equal(left, got);
    }
}
