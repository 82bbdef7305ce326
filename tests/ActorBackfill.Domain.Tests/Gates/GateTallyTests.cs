using ActorBackfill.Domain.Gates;
using ActorBackfill.Domain.Tests.Plans;
using FsCheck.Fluent;

namespace ActorBackfill.Domain.Tests.Gates;

public sealed class GateTallyTests
{
    [Theory]
    [InlineData(19, 20, 95, true)]
    [InlineData(94, 100, 95, false)]
    [InlineData(949_999, 1_000_000, 95, false)]
    [InlineData(950_000, 1_000_000, 95, true)]
    [InlineData(1, 3, 33.33, true)]
    [InlineData(1, 3, 33.34, false)]
    public void Exactly_the_least_share_passes_and_nothing_less(int covered, int expected, double min, bool passes)
    {
        var tally = new GateTally("all", new GateRule { MinPercent = (decimal)min });
        for (var i = 0; i < expected; i++)
        {
            tally.Add(i < covered);
        }

        Assert.Equal(passes, tally.IsMet);
    }

    [Fact]
    public void Where_nothing_is_expected_nothing_is_proved() => Assert.False(new GateTally("all", new GateRule { MinPercent = 0 }).IsMet);

    [Theory]
    [InlineData(100L, 98L, 2, 0, true)]
    [InlineData(100L, 97L, 2, 0, false)]
    [InlineData(100L, 103L, 2, 3, true)]
    [InlineData(100L, 104L, 2, 3, false)]
    [InlineData(0L, 0L, 0, 0, true)]
    [InlineData(0L, 1L, 0, 5, false)]
    [InlineData(null, 7L, 0, 0, true)]
    public void Rows_may_differ_by_the_wider_tolerance(long? expected, long? actual, int rows, int percent, bool isRight) =>
        Assert.Equal(isRight, new GateRule { ToleranceRows = rows, TolerancePercent = percent }.Accepts(expected, actual));

    [Fact]
    public void Covered_off_and_missing_add_up_and_a_hundred_percent_means_all() => Some.Holds(Prop.ForAll(
        Gen.Choose(0, 2).ListOf().ToArbitrary(),
        keys =>
        {
            var tally = new GateTally("all", new GateRule());
            foreach (var key in keys)
            {
                tally.Add(key > 0, 10, key == 1 ? 10 : 11);
            }

            return tally.Expected == keys.Count
                && tally.Covered + tally.Off + tally.Missing == tally.Expected
                && tally.Missing == keys.Count(k => k == 0)
                && (tally.Percent == 100) == (keys.Count > 0 && keys.All(k => k == 1));
        }));
}
