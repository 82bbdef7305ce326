using System.Collections.Immutable;
using System.Globalization;
using ActorBackfill.Domain.Progress;
using FsCheck.Fluent;
using Some = ActorBackfill.Domain.Tests.Plans.Some;

namespace ActorBackfill.Domain.Tests.Progress;

public class WaitsTests
{
    [Fact]
    public void Every_second_of_every_worker_is_counted_once()
    {
        var clock = new WaitClock();
        clock.Set(TimeSpan.Zero, 4, 0, WaitReason.NothingLeft);
        clock.Set(TimeSpan.FromSeconds(10), 4, 3, WaitReason.Barrier);
        clock.Set(TimeSpan.FromSeconds(20), 8, 0, WaitReason.NothingLeft);

        var waits = clock.Read(TimeSpan.FromSeconds(25), waitedForTurns: TimeSpan.FromSeconds(9), waitedWhileClosed: TimeSpan.FromSeconds(1));

        Assert.Equal(120, waits.Total);
        Assert.Equal(
            "Working 66.7, Barrier 25.0, Budget 7.5, Closed 0.8",
            string.Join(", ", waits.Shares().Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Reason} {s.Percent:0.0}"))));
    }

    [Fact]
    public void No_more_has_waited_than_there_was_time()
    {
        var clock = new WaitClock();
        clock.Set(TimeSpan.Zero, 1, 0, WaitReason.NothingLeft);

        var waits = clock.Read(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        Assert.Equal((WaitReason.Budget, 100m), Assert.Single(waits.Shares()));
    }

    [Fact]
    public void A_run_that_has_not_begun_waits_for_nothing() => Assert.Empty(Waits.None.Shares());

    [Fact]
    public void The_shares_add_up_to_a_hundred() => Some.Holds(Prop.ForAll(Gen.Choose(1, 1_000_000).ListOf().ToArbitrary(), seconds =>
    {
        var reasons = Enum.GetValues<WaitReason>();
        var waits = new Waits(seconds.Take(reasons.Length).Select((s, i) => KeyValuePair.Create(reasons[i], (double)s)).ToImmutableSortedDictionary());

        return waits.Shares().Sum(s => s.Percent) == (seconds.Count == 0 ? 0 : 100);
    }));
}
