using ActorBackfill.Domain.Jobs;

namespace ActorBackfill.Domain.Tests.Jobs;

public sealed class BatchPaceTests
{
    private static readonly BatchDefinition Adaptive = new("apn", "apn", "apn", 50) { Interval = TimeSpan.FromSeconds(2) };

    [Theory]
    [InlineData(0.010)]
    [InlineData(0.020)]
    [InlineData(0.200)]
    public void The_size_comes_to_where_a_request_takes_90_to_95_percent_of_its_interval(double secondsPerUnit)
    {
        var pace = new BatchPace(Adaptive);
        for (var i = 0; i < 60; i++)
        {
            var before = pace.Size;
            pace.Answered(before, TimeSpan.FromSeconds(before * secondsPerUnit));
            Assert.InRange(pace.Size, Math.Floor(before / 1.2), Math.Max(before * 1.2, before + 1));
        }

        // One unit more or less is as near as whole units come.
        Assert.InRange(pace.Size * secondsPerUnit, 1.80 - secondsPerUnit, 1.90 + secondsPerUnit);
    }

    [Fact]
    public void One_slow_request_moves_the_size_by_at_most_a_sixth_and_is_forgotten()
    {
        var pace = new BatchPace(Adaptive with { Interval = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 40; i++)
        {
            pace.Answered(pace.Size, TimeSpan.FromSeconds(pace.Size * 0.0185));
        }

        var settled = pace.Size;
        pace.Answered(settled, TimeSpan.FromSeconds(60));
        Assert.Equal(Math.Floor(settled / 1.2), pace.Size);
        for (var i = 0; i < 60; i++)
        {
            pace.Answered(pace.Size, TimeSpan.FromSeconds(pace.Size * 0.0185));
        }

        Assert.InRange(pace.Size, settled - 1, settled + 1);
    }

    [Fact]
    public void What_was_too_much_is_asked_for_less_and_never_below_one_unit()
    {
        var pace = new BatchPace(Adaptive);
        pace.Failed();
        Assert.Equal(41, pace.Size);
        for (var i = 0; i < 100; i++)
        {
            pace.Failed();
        }

        Assert.Equal(1, pace.Size);
        pace.Answered(1, TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, pace.Size);
    }

    [Fact]
    public void Without_an_interval_the_size_is_what_was_said()
    {
        var pace = new BatchPace(Adaptive with { Interval = null });
        pace.Answered(50, TimeSpan.FromHours(1));
        pace.Failed();

        Assert.Equal(50, pace.Size);
    }
}
