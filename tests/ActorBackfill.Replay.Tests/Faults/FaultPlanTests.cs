using ActorBackfill.Replay.Faults;
using ActorBackfill.Replay.Tests.Fixtures;

namespace ActorBackfill.Replay.Tests.Faults;

public sealed class FaultPlanTests
{
    [Fact]
    public void A_share_strikes_the_same_requests_in_any_order()
    {
        var targets = Enumerable.Range(0, 1_000).Select(i => $"/a?id={i}").ToList();
        var there = Plan("500=0.1");
        var back = Plan("500=0.1");

        var struckThere = targets.Where(target => there.Draw(target).Rule is not null).ToHashSet();
        var struckBack = Enumerable.Reverse(targets).Where(target => back.Draw(target).Rule is not null).ToHashSet();

        Assert.Equal(struckThere, struckBack);
        Assert.InRange(struckThere.Count, 70, 130);
    }

    [Fact]
    public void A_retry_draws_again()
    {
        var plan = Plan("500=0.5");

        Assert.InRange(Enumerable.Range(0, 1_000).Count(_ => plan.Draw("/a").Rule is not null), 430, 570);
    }

    [Fact]
    public void Another_seed_strikes_other_requests()
    {
        var one = new FaultPlan([Served.Fault("500=0.5")], 1);
        var two = new FaultPlan([Served.Fault("500=0.5")], 2);

        Assert.Contains(Enumerable.Range(0, 100), i => one.Draw($"{i}").Rule is null != (two.Draw($"{i}").Rule is null));
    }

    [Fact]
    public void The_first_attempts_of_each_target_fail_and_no_later_one()
    {
        var plan = Plan("503=first-2");

        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => plan.Draw("/a").Rule is not null));
        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => plan.Draw("/b").Rule is not null));
    }

    [Fact]
    public void Every_nth_counts_the_requests_its_path_lets_it_see()
    {
        var plan = Plan("503=every-2,/a");

        Assert.Equal([false, false, false, true], new[] { "/b", "/a", "/b", "/a?x" }.Select(target => plan.Draw(target).Rule is not null));
    }

    [Fact]
    public void Delays_add_up_and_the_first_other_rule_wins()
    {
        var plan = Plan("delay:2s=1", "html=1", "delay=1", "empty=1");

        var draw = plan.Draw("/a");

        Assert.Equal(TimeSpan.FromSeconds(7), draw.Delay);
        Assert.Equal(FaultKind.Html, draw.Rule?.Kind);
    }

    private static FaultPlan Plan(params string[] rules) => new([.. rules.Select(Served.Fault)], 1);
}
